"""025 Alfa: só pelo código do ACBr, sem vetor (boleto.md C.5, 025)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import completar, exigir
from boletos.titulo.numeros import modulo_11_de_2_a_7
from boletos.titulo.titulo import Titulo

_SEM_CARTEIRA_NO_DV = frozenset({"11", "21", "31", "41"})
"""Nestas, o ACBr põe 00 no lugar da carteira ao calcular o DV."""


def _fim_da_conta(titulo: Titulo, _nosso: NossoNumero) -> str:
    return (completar(titulo.conta, 12, "conta") + completar(titulo.conta_dv, 1, "DV da conta"))[-7:]


def _carteira_do_dv(titulo: Titulo, _nosso: NossoNumero) -> str:
    carteira = completar(titulo.carteira, 2, "carteira")
    return "00" if carteira in _SEM_CARTEIRA_NO_DV else carteira


BANCO = Banco(
    "025-6",
    "Alfa",
    Leiaute(
        (exigir("agencia", 4), exigir("conta", 12), exigir("conta_dv", 1), exigir("carteira", 2)),
        ("agencia carteira numero dv", Parte(7, "fim da conta, com o dígito", _fim_da_conta), "0"),
        posicoes=10,
        digito=modulo_11_de_2_a_7,
        base=(Parte(2, "carteira", _carteira_do_dv),),
    ),
    homologado=False,
)
