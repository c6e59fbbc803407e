"""004 Banco do Nordeste (boleto.md C.2, 004)."""

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

CODIGO = "004"
DV = "3"
NOME = "Banco do Nordeste"
LOCAL_PAGAMENTO = "PAGÁVEL EM QUALQUER AGÊNCIA BANCÁRIA ATÉ O VENCIMENTO"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("21", "simples, o cliente emite"),
    Opcao("31", "caucionada"),
    Opcao("41", "vinculada ou descontada"),
)


def numero(titulo: Titulo) -> str:
    """7 posições."""
    return sequencial(titulo.nosso_numero, 7, modulo_11_zero)


def dv(titulo: Titulo) -> str:
    """M11-zero das 7 posições."""
    return modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), conta com DV (8), nosso número com DV (8), carteira (2) e zeros."""
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 8, "conta")
    carteira_2 = completar(titulo.carteira, 2, "carteira")
    return f"{completar(titulo.agencia, 4, 'agência')}{conta}{numero(titulo)}{dv(titulo)}{carteira_2}000"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCC-D`."""
    return juntar("/", preencher(titulo.agencia, 4), com_dv(preencher(titulo.conta, 7), titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, conta de 7 com DV e carteira de 2."""
    del conta
    return (
        exigir("agencia", 4),
        exigir("conta", 7),
        exigir("conta_dv", 1),
        exigir(
            "carteira",
            2,
            opcoes=CARTEIRAS,
            onde="no contrato de cobrança do BNB: é a que vai no boleto",
        ),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
