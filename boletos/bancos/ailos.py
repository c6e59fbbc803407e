"""085 Ailos, ex-Cecred: o nosso número começa pela conta (boleto.md C.2, 085)."""

from __future__ import annotations

from boletos.bancos.campos import (
    com_dv,
    com_o_digito,
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
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "085"
DV = "0"
NOME = "Ailos"
LOCAL_PAGAMENTO = "Pagar preferencialmente nas cooperativas do Sistema AILOS."
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("01"),)


def numero(titulo: Titulo) -> str:
    """17 posições: conta com DV (8) e sequencial (9)."""
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 8, "conta")
    return conta + sequencial(titulo.nosso_numero, 9, None, (conta,))


dv = sem_dv


def impresso(titulo: Titulo) -> str:
    """As 17 posições, sem DV próprio."""
    return numero(titulo)


def campo_livre(titulo: Titulo) -> str:
    """Convênio (6), o nosso número (17) e a carteira (2)."""
    convenio = completar(titulo.convenio, 6, "convênio")
    return f"{convenio}{numero(titulo)}{completar(titulo.carteira, 2, 'carteira')}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D/CCCCCCC-D`."""
    agencia, conta = preencher(titulo.agencia, 4), preencher(titulo.conta, 7)
    return juntar("/", com_dv(agencia, titulo.agencia_dv), com_dv(conta, titulo.conta_dv))


def carteira(titulo: Titulo) -> str:
    """Duas posições."""
    return preencher(titulo.carteira, 2)


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Convênio de 6, conta de 7 com DV e carteira de 2; a agência (cooperativa) só se imprime."""
    del conta
    return (
        exigir("convenio", 6, "convênio", onde="no contrato de cobrança da cooperativa, como convênio do Ailos"),
        exigir("agencia", 4, "cooperativa", exigido=False),
        exigir("agencia_dv", 1, "DV da cooperativa", exigido=False),
        exigir("conta", 7),
        exigir("conta_dv", 1),
        exigir("carteira", 2, opcoes=CARTEIRAS),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
