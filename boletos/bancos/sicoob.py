"""756 Sicoob: DV pela constante 3197 (boleto.md C.2, 756)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Leiaute, Parte
from boletos.bancos.campos import (
    com_dv,
    completar,
    conferir_dv,
    e_numerico,
    exigir,
    juntar,
    opcional,
    preencher,
    resumir,
)
from boletos.bancos.forma import Grau, Opcao, Problema
from boletos.titulo.numeros import modulo_11_zero, modulo_3197
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_CODIGO = "código do cliente, com o DV"
_SIMPLES = Opcao("01", "simples")
_MODALIDADES = (_SIMPLES, Opcao("02"), Opcao("03"), Opcao("05", "carnê"))
_PARCELA_UNICA = "001"


def _leiaute(rotulo: str) -> Leiaute:
    onde = "no contrato de cobrança do Sicoob ou no Sicoobnet: é o código do cliente na cooperativa, com o dígito"
    campos = (
        exigir(
            "agencia",
            4,
            "cooperativa",
            onde="no contrato de cobrança do Sicoob: é o número da cooperativa, sem o dígito",
        ),
        opcional("agencia_dv", 1, "DV da cooperativa"),
        exigir("convenio", 7, rotulo, onde=onde),
        "carteira:1",
        opcional("modalidade", 2, opcoes=_MODALIDADES, padrao=_SIMPLES.codigo),
    )
    return Leiaute(
        campos,
        (
            "carteira agencia modalidade convenio numero dv",
            Parte(3, "parcela", lambda titulo, _: completar(titulo.parcela or _PARCELA_UNICA, 3, "parcela")),
        ),
        posicoes=7,
        digito=modulo_3197,
        base="agencia 000 convenio",
    )


_COM_CLIENTE, _COM_CONTRATO = _leiaute(_CODIGO), _leiaute("número do contrato")
"""A carteira 9 leva o número do contrato no lugar do código do cliente."""


def _usa_contrato(de: Titulo | ContaCobranca) -> bool:
    return de.carteira.lstrip("0") == "9"


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAA / CCCCCC-D`."""
    cliente = preencher(titulo.convenio, 7)
    return juntar(" / ", preencher(titulo.agencia, 4), com_dv(cliente[:-1], cliente[-1:]))


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """O DV da cooperativa e o do código do cliente, M11-zero."""
    yield from conferir_dv(conta, "agencia", modulo_11_zero, rotulo="DV da cooperativa", grau=Grau.RESSALVA)
    cliente, certo = conta.convenio, modulo_11_zero
    if not _usa_contrato(conta) and e_numerico(cliente) and certo(cliente[:-1]) != cliente[-1]:
        motivo = f"“{resumir(cliente)}” não fecha: o dígito de {resumir(cliente[:-1])} é {certo(cliente[:-1])}"
        yield Problema("convenio", _CODIGO, motivo, grau=Grau.RESSALVA)


BANCO = Banco(
    "756-0",
    "Sicoob",
    lambda de: _COM_CONTRATO if _usa_contrato(de) else _COM_CLIENTE,
    variantes=((_COM_CLIENTE, {}), (_COM_CONTRATO, {})),
    carteiras=(
        Opcao("1", "simples, com registro"),
        Opcao("3", "garantida"),
        Opcao("9", "com o número do contrato", "a 9 usa o número do contrato e não tem boleto conferido"),
    ),
    agencia_codigo=_agencia_codigo,
    local="Pagável preferencialmente no Sicoob",
    validar=_validar,
)
