"""025 Alfa: só pelo código do ACBr, sem vetor (boleto.md C.5, 025)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_de_2_a_7
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "025"
DV = "6"
NOME = "Alfa"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()
_SEM_CARTEIRA_NO_DV = frozenset({"11", "21", "31", "41"})
"""Nestas, o ACBr põe 00 no lugar da carteira ao calcular o DV."""


def numero(titulo: Titulo) -> str:
    """10 posições."""
    return sequencial(titulo.nosso_numero, 10, lambda dez: modulo_11_de_2_a_7(_base_do_dv(titulo) + dez))


def dv(titulo: Titulo) -> str:
    """Módulo 11 de 2 a 7 de carteira (2) e nosso número (10)."""
    return modulo_11_de_2_a_7(_base_do_dv(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), carteira (2), nosso número com DV (11), os 7 últimos algarismos da conta com DV, e zero."""
    conta = completar(titulo.conta, 12, "conta") + completar(titulo.conta_dv, 1, "DV da conta")
    return f"{completar(titulo.agencia, 4, 'agência')}{_carteira(titulo)}{numero(titulo)}{dv(titulo)}{conta[-7:]}0"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/conta-D`."""
    return juntar("/", preencher(titulo.agencia, 4), com_dv(titulo.conta, titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, conta com DV e carteira de 2."""
    del conta
    return (exigir("agencia", 4), exigir("conta", 12), exigir("conta_dv", 1), exigir("carteira", 2))


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _carteira(titulo: Titulo) -> str:
    return completar(titulo.carteira, 2, "carteira")


def _base_do_dv(titulo: Titulo) -> str:
    carteira_2 = _carteira(titulo)
    return "00" if carteira_2 in _SEM_CARTEIRA_NO_DV else carteira_2
