"""237 Bradesco (boleto.md C.2, 237)."""

from __future__ import annotations

from boletos.bancos.campos import (
    Exigencia,
    com_dv,
    completar,
    conferir_carteira,
    conferir_tamanhos,
    juntar,
    preencher,
)
from boletos.bancos.forma import Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.numeros import modulo_11_p
from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "237"
DV = "2"
NOME = "Bradesco"
LOCAL_PAGAMENTO = "Pagável preferencialmente na Rede Bradesco ou Bradesco Expresso"
HOMOLOGADO = True
CIP = "000"

CARTEIRAS = frozenset({"02", "04", "06", "09", "16", "19", "21", "22", "25", "26"})


def numero(titulo: Titulo) -> str:
    """11 posições."""
    carteira_2 = _carteira(titulo)
    return sequencial(titulo.nosso_numero, 11, lambda onze: modulo_11_p(carteira_2 + onze), (carteira_2,))


def dv(titulo: Titulo) -> str:
    """M11-P de carteira (2) e nosso número (11)."""
    return modulo_11_p(_carteira(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`CC/NNNNNNNNNNN-D`."""
    return f"{_carteira(titulo)}/{numero(titulo)}-{dv(titulo)}"


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), carteira (2), nosso número (11), conta (7) e zero."""
    agencia, conta = completar(titulo.agencia, 4, "agência"), completar(titulo.conta, 7, "conta")
    return f"{agencia}{_carteira(titulo)}{numero(titulo)}{conta}0"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D/CCCCCCC-D`."""
    return juntar(
        "/",
        com_dv(preencher(titulo.agencia, 4), titulo.agencia_dv.upper()),
        com_dv(preencher(titulo.conta, 7), titulo.conta_dv.upper()),
    )


def carteira(titulo: Titulo) -> str:
    """Duas posições."""
    return preencher(titulo.carteira, 2)


def validar(conta: ContaCobranca) -> list[Problema]:
    """Agência de 4, conta de 7, carteira de 2; sem os DVs, que têm campo próprio."""
    exigencias = (
        Exigencia("agencia", "agência", 4),
        Exigencia("conta", "conta", 7),
        Exigencia("carteira", "carteira", 2),
    )
    return conferir_tamanhos(conta, exigencias)


def a_homologar(conta: ContaCobranca) -> list[Problema]:
    """Carteira fora da lista."""
    return conferir_carteira(conta.carteira.lstrip("0").zfill(2), CARTEIRAS)


def conferir(titulo: Titulo) -> list[Problema]:
    """Nada além do que o cálculo já confere."""
    return []


def _carteira(titulo: Titulo) -> str:
    return completar(titulo.carteira, 2, "carteira")
