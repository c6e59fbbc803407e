"""322 Sulcredi: só pelo código do ACBr, sem vetor (boleto.md C.5, 322)."""

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
from boletos.titulo.numeros import modulo_10
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "322"
DV = "0"
NOME = "Sulcredi"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()
_ORIGEM = "9"


def numero(titulo: Titulo) -> str:
    """19 posições: convênio (7), origem 9 e sequencial (11)."""
    prefixo = completar(titulo.convenio, 7, "convênio") + _ORIGEM
    return prefixo + sequencial(titulo.nosso_numero, 11, lambda onze: modulo_10(prefixo + onze), (prefixo,))


def dv(titulo: Titulo) -> str:
    """Módulo 10 das 19."""
    return modulo_10(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`CCCCCCC9NNNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """01, zeros (3) e o nosso número com DV."""
    return f"01000{numero(titulo)}{dv(titulo)}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCC`."""
    return juntar("/", preencher(titulo.agencia, 4), preencher(titulo.convenio, 7))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Convênio de 7; a agência só se imprime."""
    del conta
    return (
        exigir("convenio", 7, "convênio"),
        exigir("agencia", 4, "cooperativa", exigido=False),
        exigir("carteira", 0, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
