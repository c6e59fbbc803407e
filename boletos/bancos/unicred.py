"""136 Unicred (boleto.md C.2, 136)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
    com_o_digito,
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

CODIGO = "136"
DV = "8"
NOME = "Unicred"
LOCAL_PAGAMENTO = "PAGÁVEL EM QUALQUER AGÊNCIA BANCÁRIA/CORRESPONDENTE BANCÁRIO"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("21"),)


def numero(titulo: Titulo) -> str:
    """10 posições."""
    return sequencial(titulo.nosso_numero, 10, modulo_11_zero)


def dv(titulo: Titulo) -> str:
    """M11-zero das 10."""
    return modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), conta com DV (10) e nosso número com DV (11)."""
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 10, "conta")
    return f"{completar(titulo.agencia, 4, 'agência')}{conta}{numero(titulo)}{dv(titulo)}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA / CCCCCCCCC-D`."""
    return juntar(" / ", preencher(titulo.agencia, 4), com_dv(preencher(titulo.conta, 9), titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, conta de 9 com DV e carteira."""
    del conta
    return (
        exigir("agencia", 4, "cooperativa"),
        exigir("conta", 9),
        exigir("conta_dv", 1),
        exigir("carteira", 2, opcoes=CARTEIRAS),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
