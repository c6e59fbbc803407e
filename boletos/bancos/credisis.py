"""097 CrediSIS: o nosso número leva um dígito do CPF ou CNPJ do beneficiário (boleto.md C.2, 097)."""

from __future__ import annotations

from boletos.bancos.campos import (
    algarismos_do_documento,
    carteira_informada,
    com_dv,
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
from boletos.titulo.numeros import modulo_11_doc
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "097"
DV = "3"
NOME = "CrediSIS"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("18"),)


def numero(titulo: Titulo) -> str:
    """20 posições: 097, dígito do documento, agência (4), convênio (6) e sequencial (6)."""
    agencia, convenio = completar(titulo.agencia, 4, "agência"), completar(titulo.convenio, 6, "convênio")
    prefixo = f"{CODIGO}{modulo_11_doc(algarismos_do_documento(titulo))}{agencia}{convenio}"
    return prefixo + sequencial(titulo.nosso_numero, 6, None, (prefixo,))


dv = sem_dv


def impresso(titulo: Titulo) -> str:
    """As 20 posições, sem DV."""
    return numero(titulo)


def campo_livre(titulo: Titulo) -> str:
    """Zeros (5) e o nosso número inteiro."""
    return f"00000{numero(titulo)}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D / conta-D`."""
    agencia = com_dv(preencher(titulo.agencia, 4), titulo.agencia_dv)
    return juntar(" / ", agencia, com_dv(titulo.conta, titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4 e convênio de 6; a conta só se imprime."""
    del conta
    return (
        exigir("agencia", 4, "cooperativa"),
        exigir("agencia_dv", 1, "DV da cooperativa", exigido=False),
        exigir("conta", 12, exigido=False),
        exigir("conta_dv", 1, exigido=False),
        exigir(
            "convenio",
            6,
            "convênio",
            onde="no contrato de cobrança da cooperativa, como convênio",
        ),
        exigir("carteira", 2, opcoes=CARTEIRAS),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
