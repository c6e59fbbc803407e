"""104 Caixa: SIGCB, o sistema corrente; os extintos estão em `caixa_legado.py` (boleto.md C.2, 104)."""

from __future__ import annotations

from boletos.bancos import caixa_legado as legado
from boletos.bancos.campos import com_dv, completar, e_numerico, exigir, juntar, nada_na_conta, preencher, resumir
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.dinheiro import formatar
from regras.erros import DadoInvalido

CODIGO = "104"
DV = "0"
NOME = "Caixa"
LOCAL_PAGAMENTO = "PREFERENCIALMENTE NAS CASAS LOTÉRICAS ATÉ O VALOR LIMITE"
HOMOLOGADO = True
LEGADO = False
CIP = ""

SIGCB = "SIGCB"
MAIOR_VALOR_CENTAVOS = 999_999_999
"""R$ 9.999.999,99, pelo manual da Caixa (boleto.md A.7)."""
PRIMEIRO_CODIGO_DE_7 = 1_100_000
"""Daqui em diante o código do beneficiário tem 7 posições e não leva DV."""

_REGISTRADA, _SEM_REGISTRO = "1", "2"
_EMISSAO_PELO_BENEFICIARIO = "4"
CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("RG", "registrada", apelidos=("1", "11", "14")),
    Opcao("SR", "sem registro", "a sem registro (SR) é extinta", apelidos=("2", "21", "24")),
)
_MODALIDADES = {
    nome: posicao
    for opcao, posicao in zip(CARTEIRAS, (_REGISTRADA, _SEM_REGISTRO), strict=True)
    for nome in (opcao.codigo, *opcao.apelidos)
}
"""Como o contrato e os sistemas chamam a carteira → posição 1 do nosso número."""
_EMISSOES = (Opcao(_EMISSAO_PELO_BENEFICIARIO, "o beneficiário emite"), Opcao("1", "o banco emite"))
_SISTEMAS = (Opcao(SIGCB, "o corrente"), *(Opcao(sistema, legado=True) for sistema in legado.SISTEMAS))
_IMPRESSAS = {_REGISTRADA: "RG", _SEM_REGISTRO: "SR"}


def numero(titulo: Titulo) -> str:
    """17 posições: modalidade, emissão e as 15 livres."""
    if (sistema := _sistema(titulo)) != SIGCB:
        return legado.numero(sistema, titulo)
    modalidade = _modalidade(titulo.carteira)
    if not modalidade:
        raise DadoInvalido(
            "carteira", f"informe RG (registrada) ou SR (sem registro), e não “{resumir(titulo.carteira)}”"
        )
    prefixo = modalidade + _emissao(titulo)
    return prefixo + sequencial(titulo.nosso_numero, 15, lambda livres: modulo_11_zero(prefixo + livres), (prefixo,))


def dv(titulo: Titulo) -> str:
    """M11-zero do nosso número inteiro."""
    return modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`14NNNNNNNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Código do beneficiário (7), o nosso número embaralhado com as duas primeiras posições, e o DV das 24."""
    if (sistema := _sistema(titulo)) != SIGCB:
        return legado.campo_livre(sistema, titulo)
    inteiro = numero(titulo)
    livres = inteiro[2:]
    chave = f"{_codigo_de_7(titulo.convenio)}{livres[:3]}{inteiro[0]}{livres[3:6]}{inteiro[1]}{livres[6:]}"
    return chave + modulo_11_zero(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCC-D`; código de 7 posições, de 1100000 em diante, vai sem DV."""
    return juntar("/", preencher(titulo.agencia, 4), _codigo_impresso(titulo))


def carteira(titulo: Titulo) -> str:
    """`RG` (registrada) ou `SR` (sem registro)."""
    return _IMPRESSAS.get(_modalidade(titulo.carteira), titulo.carteira)


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """SIGCB; código de 6 posições (com ou sem o DV) ou de 7; carteira RG, SR, 1 ou 2; emissão 1 ou 4."""
    tamanho = legado.TAMANHO_DO_CODIGO.get(conta.sistema.upper(), 7)
    return (
        exigir(
            "convenio",
            tamanho,
            onde="no contrato de cobrança SIGCB da Caixa, como código do beneficiário (ou do cedente)",
        ),
        exigir("agencia", 4, exigido=False),
        exigir("carteira", 0, opcoes=CARTEIRAS),
        exigir("modalidade", 1, "emissão", exigido=False, opcoes=_EMISSOES),
        exigir("sistema", 0, exigido=False, opcoes=_SISTEMAS),
    )


def validar(conta: ContaCobranca) -> list[Problema]:
    """Carteira conhecida, e o DV que vem no código do beneficiário."""
    achados = []
    if not _modalidade(conta.carteira):
        motivo = f"o banco aceita RG (ou 1, 14) e SR (ou 2, 24), e veio “{resumir(conta.carteira)}”"
        achados.append(Problema("carteira", "carteira", motivo))
    return achados + _conferir_codigo(conta.convenio)


a_homologar = nada_na_conta
ressalvas = nada_na_conta


def conferir(titulo: Titulo) -> list[Problema]:
    """Valor máximo do manual."""
    if (titulo.valor_centavos or 0) <= MAIOR_VALOR_CENTAVOS:
        return []
    return [Problema("valor", "valor", f"a Caixa aceita até R$ {formatar(MAIOR_VALOR_CENTAVOS)}")]


def _sistema(titulo: Titulo) -> str:
    sistema = titulo.sistema.upper() or SIGCB
    if sistema != SIGCB and sistema not in legado.SISTEMAS:
        raise DadoInvalido("sistema", f"“{resumir(titulo.sistema)}” não existe na Caixa; o corrente é SIGCB")
    return sistema


def _modalidade(carteira_informada: str) -> str:
    """Posição 1 do nosso número; vazio se a carteira não é conhecida."""
    return _MODALIDADES.get(carteira_informada.upper().lstrip("0"), "")


def _emissao(titulo: Titulo) -> str:
    """Posição 2 do nosso número: da modalidade, senão da carteira `14`, senão 4 (o beneficiário emite)."""
    if titulo.modalidade:
        return completar(titulo.modalidade, 1, "emissão")
    texto = titulo.carteira.lstrip("0")
    return texto[1] if len(texto) == 2 and e_numerico(texto) else _EMISSAO_PELO_BENEFICIARIO


def _codigo_de_7(texto: str) -> str:
    """Código do beneficiário em 7 posições: 6 e o DV, ou os 7 que vieram."""
    completo = completar(texto, 7, "código do beneficiário")
    return completo if len(texto.lstrip("0")) == 7 else completo[1:] + modulo_11_zero(completo[1:])


def _codigo_impresso(titulo: Titulo) -> str:
    codigo = titulo.convenio.lstrip("0")
    corrente = titulo.sistema.upper() in {"", SIGCB}
    if not corrente or not e_numerico(codigo) or len(codigo) > 7:
        return titulo.convenio
    if len(codigo) == 7 and int(codigo) >= PRIMEIRO_CODIGO_DE_7:
        return codigo
    completo = _codigo_de_7(codigo)
    return com_dv(completo[:6], completo[6])


def _conferir_codigo(convenio: str) -> list[Problema]:
    """Abaixo de 1100000, a sétima posição só pode ser o DV das seis; com zero na frente há duas leituras."""
    if not e_numerico(convenio) or len(convenio) != 7 or int(convenio) >= PRIMEIRO_CODIGO_DE_7:
        return []
    seis, informado = convenio[:-1], convenio[-1]
    fecha = modulo_11_zero(seis) == informado
    if convenio[0] == "0":
        motivo = f"“{convenio}” tem duas leituras: escreva os 6 algarismos do código, sem o DV" if fecha else ""
    else:
        motivo = "" if fecha else f"o DV de {seis} é {modulo_11_zero(seis)}, e veio {informado}"
    return [Problema("convenio", "código do beneficiário", motivo)] if motivo else []
