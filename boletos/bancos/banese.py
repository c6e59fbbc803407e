"""047 Banese: chave ASBACE, só pelo código de bibliotecas, sem vetor (boleto.md C.5, 047)."""

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
from boletos.titulo.numeros import duplo_digito, modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "047"
DV = "7"
NOME = "Banese"
LOCAL_PAGAMENTO = "Pagável preferencialmente na rede Banese"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()


def numero(titulo: Titulo) -> str:
    """8 posições."""
    return sequencial(titulo.nosso_numero, 8, lambda oito: modulo_11_zero(_agencia(titulo) + oito))


def dv(titulo: Titulo) -> str:
    """M11-zero de agência (3) e nosso número (8)."""
    return modulo_11_zero(_agencia(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Dois últimos algarismos da agência, conta com DV (9), nosso número com DV (9), 047 e o duplo dígito das 23."""
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 9, "conta")
    chave = f"{_agencia(titulo)[-2:]}{conta}{numero(titulo)}{dv(titulo)}{CODIGO}"
    return chave + duplo_digito(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`AAA/CCCCCCCC-D`."""
    return juntar("/", preencher(titulo.agencia, 3), com_dv(preencher(titulo.conta, 8), titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 3 e conta de 8 com DV."""
    del conta
    return (
        exigir("agencia", 3),
        exigir("conta", 8),
        exigir("conta_dv", 1),
        exigir("carteira", 0, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _agencia(titulo: Titulo) -> str:
    return completar(titulo.agencia, 3, "agência")
