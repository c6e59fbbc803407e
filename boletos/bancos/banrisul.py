"""041 Banrisul: duplo dígito no nosso número e na chave (boleto.md C.2, 041)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte, ao_campo
from boletos.bancos.campos import completar, e_numerico, exigir, juntar, opcional, preencher
from boletos.bancos.forma import Opcao, Problema
from boletos.titulo.numeros import duplo_digito
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_PRODUTO_DIRETO = "2"
_PRODUTOS = (Opcao(_PRODUTO_DIRETO, "direta, o cliente emite"), Opcao("1", "normal, o banco emite"))
_CODIGO = "código do beneficiário"
_TAMANHO_DO_CODIGO = 7
_COM_CONTROLE, _COM_AGENCIA_E_CONTROLE = 9, 13
"""O contrato escreve o código com os dois dígitos de controle, e às vezes com a agência na frente."""


def _separar(convenio: str) -> tuple[str, str]:
    """(código de 7, dígitos de controle ou vazio)."""
    if len(convenio) == _COM_AGENCIA_E_CONTROLE:
        convenio = convenio[4:]
    return (convenio[:-2], convenio[-2:]) if len(convenio) == _COM_CONTROLE else (convenio, "")


def _codigo(titulo: Titulo, _nosso: NossoNumero) -> str:
    return completar(_separar(titulo.convenio)[0], _TAMANHO_DO_CODIGO, _CODIGO)


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAA CCCCCC.C.DD`; sem os dois dígitos de controle na conta, sem eles."""
    codigo, controle = _separar(titulo.convenio)
    codigo = preencher(codigo, _TAMANHO_DO_CODIGO)
    return juntar(" ", preencher(titulo.agencia, 4), juntar(".", codigo[:-1], codigo[-1:], controle))


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """O código tem 7 posições, 9 com o controle, que é o duplo dígito delas, ou 13 com a agência, que é a da conta."""
    texto, (codigo, controle) = conta.convenio, _separar(conta.convenio)
    if len(texto) > _TAMANHO_DO_CODIGO and not controle:
        motivo = f"são 7 algarismos, 9 com o controle ou 13 com a agência, e veio “{texto[:30]}”"
        yield Problema("convenio", _CODIGO, motivo)
    elif len(texto) == _COM_AGENCIA_E_CONTROLE and texto[:4] != conta.agencia.zfill(4):
        yield Problema("convenio", _CODIGO, f"começa pela agência {texto[:4]}, que não é a da conta")
    elif controle and e_numerico(codigo) and controle != (certo := duplo_digito(codigo)):
        yield Problema("convenio", _CODIGO, f"o controle de {codigo} é {certo}, e veio {controle}")


BANCO = Banco(
    "041-8",
    "Banrisul",
    Leiaute(
        (
            "agencia:4",
            exigir(
                "convenio",
                _COM_AGENCIA_E_CONTROLE,
                onde="no contrato de cobrança do Banrisul: são 13 posições, agência (4), código (7) e controle (2)",
                inteiro=_TAMANHO_DO_CODIGO,
            ),
            opcional("modalidade", 1, "produto", opcoes=_PRODUTOS, padrao=_PRODUTO_DIRETO),
            "carteira:0?",
        ),
        ("modalidade 1 agencia", Parte(_TAMANHO_DO_CODIGO, _CODIGO, _codigo, volta=ao_campo("convenio")), "numero 40"),
        posicoes=8,
        digito=duplo_digito,
        digitos=2,
        fecho=duplo_digito,
    ),
    agencia_codigo=_agencia_codigo,
    validar=_validar,
)
