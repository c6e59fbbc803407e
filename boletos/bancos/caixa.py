"""104 Caixa: SIGCB, o sistema corrente, e os extintos, só no boleto avulso, com aviso (boleto.md C.2, 104).

O exemplo do manual do SINCO não fecha com a divisão usada aqui, que é a dos testes das bibliotecas (parte D).
"""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Escrita, Leiaute, NossoNumero, Origem, Parte, ao_campo
from boletos.bancos.campos import Campos, com_dv, completar, e_numerico, exigir, juntar, opcional, preencher, resumir
from boletos.bancos.forma import Homologacao, Opcao, Problema
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.dinheiro import formatar
from regras.erros import DadoInvalido

_SIGCB, _SICOB10, _SICOB14, _SINCO = "SIGCB", "SICOB10", "SICOB14", "SINCO"
_MAIOR_VALOR_CENTAVOS = 999_999_999
"""R$ 9.999.999,99, pelo manual da Caixa (boleto.md A.7)."""
_PRIMEIRO_CODIGO_DE_7 = 1_100_000
"""Daqui em diante o código do beneficiário tem 7 posições e não leva DV."""

_REGISTRADA, _SEM_REGISTRO = "1", "2"
_EMISSAO_PELO_BENEFICIARIO = "4"
_CARTEIRAS = (
    Opcao("RG", "registrada", apelidos=("1", "11", "14")),
    Opcao("SR", "sem registro", "a sem registro (SR) é extinta", apelidos=("2", "21", "24")),
)
_MODALIDADES = {
    nome: posicao
    for opcao, posicao in zip(_CARTEIRAS, (_REGISTRADA, _SEM_REGISTRO), strict=True)
    for nome in (opcao.codigo, *opcao.apelidos)
}
"""Como o contrato e os sistemas chamam a carteira → posição 1 do nosso número."""
_EMISSOES = (Opcao(_EMISSAO_PELO_BENEFICIARIO, "o beneficiário emite"), Opcao("1", "o banco emite"))
_SISTEMAS = (
    Opcao(_SIGCB, "o corrente"),
    *(Opcao(sistema, legado=True) for sistema in (_SICOB10, _SICOB14, _SINCO)),
)
_IMPRESSAS = {_REGISTRADA: "RG", _SEM_REGISTRO: "SR"}
_CODIGO = "código do beneficiário"


def _modalidade_da_carteira(carteira: str) -> str:
    """Posição 1 do nosso número; vazio se a carteira não é conhecida."""
    return _MODALIDADES.get(carteira.upper().lstrip("0"), "")


def _modalidade(titulo: Titulo, _nosso: NossoNumero) -> str:
    if titulo.sistema.upper() not in {"", _SIGCB}:
        raise DadoInvalido("sistema", f"“{resumir(titulo.sistema)}” não existe na Caixa; o corrente é SIGCB")
    modalidade = _modalidade_da_carteira(titulo.carteira)
    if not modalidade:
        raise DadoInvalido(
            "carteira", f"informe RG (registrada) ou SR (sem registro), e não “{resumir(titulo.carteira)}”"
        )
    return modalidade


def _emissao(titulo: Titulo, _nosso: NossoNumero) -> str:
    """Posição 2 do nosso número: da modalidade, senão da carteira `14`, senão 4 (o beneficiário emite)."""
    if titulo.modalidade:
        return completar(titulo.modalidade, 1, "emissão")
    texto = titulo.carteira.lstrip("0")
    return texto[1] if len(texto) == 2 and e_numerico(texto) else _EMISSAO_PELO_BENEFICIARIO


def _codigo_de_7(texto: str) -> str:
    """Código do beneficiário em 7 posições: 6 e o DV, ou os 7 que vieram."""
    completo = completar(texto, 7, _CODIGO)
    return completo if len(texto.lstrip("0")) == 7 else completo[1:] + modulo_11_zero(completo[1:])


def _escrever_codigo(sete: str) -> dict[str, str]:
    """O código como se escreve na conta: 6 algarismos, quando o sétimo é o DV deles."""
    return {"convenio": sete[:6] if modulo_11_zero(sete[:6]) == sete[6] else sete}


def _campos(tamanho_do_codigo: int) -> Campos:
    """Código de 6 posições (com ou sem o DV) ou de 7; carteira RG, SR, 1 ou 2; emissão 1 ou 4."""
    onde = "no contrato de cobrança SIGCB da Caixa, como código do beneficiário (ou do cedente)"
    return (
        exigir("convenio", tamanho_do_codigo, onde=onde),
        "agencia:4? carteira:0",
        opcional("modalidade", 1, "emissão", opcoes=_EMISSOES),
        opcional("sistema", 0, opcoes=_SISTEMAS),
    )


def _fatia(nome: str, inicio: int, fim: int) -> Parte:
    fatia = slice(inicio, fim)
    nome = f"nosso número, {nome}"
    return Parte(fim - inicio, nome, lambda _, nosso: nosso.numero[fatia], Origem.NUMERO, inicio=inicio)


_CORRENTE = Leiaute(
    _campos(7),
    (
        Parte(7, _CODIGO, lambda titulo, _: _codigo_de_7(titulo.convenio), volta=_escrever_codigo),
        *(_fatia("3 a 5", 2, 5), _fatia("1", 0, 1), _fatia("6 a 8", 5, 8), _fatia("2", 1, 2), _fatia("9 a 17", 8, 17)),
    ),
    prefixo=(
        Parte(1, "modalidade", _modalidade, volta=lambda lido: {"carteira": _IMPRESSAS.get(lido, lido)}),
        Parte(1, "emissão", _emissao, volta=ao_campo("modalidade")),
    ),
    posicoes=15,
    digito=modulo_11_zero,
    fecho=modulo_11_zero,
)


def _extinto(posicoes: int, tamanho_do_codigo: int, livre: Escrita) -> Leiaute:
    """Um sistema extinto; o código do beneficiário traz a operação no SICOB de 10."""
    return Leiaute(_campos(tamanho_do_codigo), livre, posicoes=posicoes, digito=modulo_11_zero)


_POR_SISTEMA = {
    _SICOB10: _extinto(10, 11, "numero agencia convenio"),
    _SICOB14: _extinto(14, 5, "convenio agencia 87 numero"),
    _SINCO: _extinto(17, 6, "1 convenio 9 numero"),
}


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCC-D`; código de 7 posições, de 1100000 em diante, vai sem DV."""
    return juntar("/", preencher(titulo.agencia, 4), _codigo_impresso(titulo))


def _codigo_impresso(titulo: Titulo) -> str:
    codigo = titulo.convenio.lstrip("0")
    corrente = titulo.sistema.upper() in {"", _SIGCB}
    if not corrente or not e_numerico(codigo) or len(codigo) > 7:
        return titulo.convenio
    if len(codigo) == 7 and int(codigo) >= _PRIMEIRO_CODIGO_DE_7:
        return codigo
    completo = _codigo_de_7(codigo)
    return com_dv(completo[:6], completo[6])


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """Carteira conhecida, e o DV que vem no código do beneficiário.

    Abaixo de 1100000, a sétima posição só pode ser o DV das seis; com zero na frente há duas leituras.
    """
    if conta.carteira and not _modalidade_da_carteira(conta.carteira):
        motivo = f"o banco aceita RG (ou 1, 14) e SR (ou 2, 24), e veio “{resumir(conta.carteira)}”"
        yield Problema("carteira", "carteira", motivo)
    convenio, seis = conta.convenio, conta.convenio[:-1]
    if not e_numerico(convenio) or len(convenio) != 7 or int(convenio) >= _PRIMEIRO_CODIGO_DE_7:
        return
    fecha = modulo_11_zero(seis) == convenio[-1]
    if convenio[0] == "0" and fecha:
        yield Problema(
            "convenio", _CODIGO, f"“{convenio}” tem duas leituras: escreva os 6 algarismos do código, sem o DV"
        )
    elif convenio[0] != "0" and not fecha:
        yield Problema("convenio", _CODIGO, f"o DV de {seis} é {modulo_11_zero(seis)}, e veio {convenio[-1]}")


_ATENDIMENTO = "SAC CAIXA: {}. Pessoas com deficiência auditiva ou de fala: {}. Ouvidoria: {}. caixa.gov.br".format(
    *(numero.replace(" ", "\N{NO-BREAK SPACE}") for numero in ("0800 726 0101", "0800 726 2492", "0800 725 7474"))
)
"""O manual do SIGCB exige os telefones no boleto; o espaço que não quebra mantém cada um numa linha."""


def _conferir(titulo: Titulo) -> Iterator[Problema]:
    """Valor máximo do manual."""
    if (titulo.valor_centavos or 0) > _MAIOR_VALOR_CENTAVOS:
        yield Problema("valor", "valor", f"a Caixa aceita até R$ {formatar(_MAIOR_VALOR_CENTAVOS)}")


BANCO = Banco(
    "104-0",
    "Caixa",
    lambda de: _POR_SISTEMA.get(de.sistema.upper(), _CORRENTE),
    variantes=(
        (_CORRENTE, {"sistema": ""}),
        *((leiaute, {"sistema": sistema}) for sistema, leiaute in _POR_SISTEMA.items()),
    ),
    carteiras=_CARTEIRAS,
    agencia_codigo=_agencia_codigo,
    carteira=lambda titulo: _IMPRESSAS.get(_modalidade_da_carteira(titulo.carteira), titulo.carteira),
    local="PREFERENCIALMENTE NAS CASAS LOTÉRICAS ATÉ O VALOR LIMITE",
    homologacao=Homologacao(
        pede=(
            "dígito geral de 1 a 9 e dígito do campo livre de 0 a 9, que admite o zero",
            "local de pagamento com a frase da Caixa",
            "telefones do SAC e da Ouvidoria impressos no boleto",
        )
    ),
    atendimento=_ATENDIMENTO,
    validar=_validar,
    conferir=_conferir,
)
