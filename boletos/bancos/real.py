"""356 Real, extinto: calculado só no boleto avulso, com aviso (boleto.md C.4, 356)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
    sem_dv,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_10
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "356"
DV = "5"
NOME = "Banco Real"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = True
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()


def numero(titulo: Titulo) -> str:
    """13 posições."""
    return sequencial(titulo.nosso_numero, 13, None)


dv = sem_dv


def impresso(titulo: Titulo) -> str:
    """As 13 posições; o dígito da cobrança vai no código, e não aqui."""
    return numero(titulo)


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), conta (7), dígito da cobrança e nosso número (13)."""
    agencia, conta, treze = completar(titulo.agencia, 4, "agência"), completar(titulo.conta, 7, "conta"), numero(titulo)
    return f"{agencia}{conta}{modulo_10(treze + agencia + conta)}{treze}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCC`."""
    return juntar("/", preencher(titulo.agencia, 4), preencher(titulo.conta, 7))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4 e conta de 7."""
    del conta
    return (exigir("agencia", 4), exigir("conta", 7), exigir("carteira", 0, exigido=False))


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
