"""743 Semear: o DV do nosso número tem vetor; o campo livre vem só do código de bibliotecas (boleto.md C.2, 743)."""

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
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "743"
DV = "9"
NOME = "Semear"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()


def numero(titulo: Titulo) -> str:
    """11 posições."""
    return sequencial(titulo.nosso_numero, 11, modulo_11_zero)


def dv(titulo: Titulo) -> str:
    """M11-zero das 11."""
    return modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), carteira (2), nosso número sem DV (11), conta (7) e o DV dela."""
    agencia, carteira_2 = completar(titulo.agencia, 4, "agência"), completar(titulo.carteira, 2, "carteira")
    conta = completar(titulo.conta, 7, "conta") + completar(titulo.conta_dv, 1, "DV da conta")
    return f"{agencia}{carteira_2}{numero(titulo)}{conta}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCC-D`."""
    return juntar("/", preencher(titulo.agencia, 4), com_dv(preencher(titulo.conta, 7), titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, carteira de 2 e conta de 7 com DV."""
    del conta
    return (exigir("agencia", 4), exigir("conta", 7), exigir("conta_dv", 1), exigir("carteira", 2))


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
