"""033 Santander (boleto.md C.2, 033)."""

from __future__ import annotations

from boletos.bancos.campos import (
    Exigencia,
    com_dv,
    completar,
    conferir_carteira,
    conferir_opcao,
    conferir_tamanhos,
    juntar,
    preencher,
)
from boletos.bancos.forma import Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.numeros import modulo_11_zero
from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "033"
DV = "7"
NOME = "Santander"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
CIP = ""

CARTEIRAS = frozenset({"101", "104", "201"})
CARTEIRAS_EXTINTAS = frozenset({"102"})
SEM_DV = "SEM_DV"
"""Modalidade da variante de 13 posições sem DV (manual v35): só se o banco confirmar."""

_NOMES_DAS_CARTEIRAS = {"101": "Cobrança Simples ECR", "102": "Cobrança Simples CSR", "201": "Penhor"}


def numero(titulo: Titulo) -> str:
    """12 posições, ou 13 na variante sem DV."""
    if _e_sem_dv(titulo.modalidade):
        return sequencial(titulo.nosso_numero, 13, None)
    return sequencial(titulo.nosso_numero, 12, modulo_11_zero)


def dv(titulo: Titulo) -> str:
    """M11-zero das 12 posições; a variante de 13 não tem."""
    return "" if _e_sem_dv(titulo.modalidade) else modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNNNN-D`, ou as 13 posições sem DV."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """9, código do beneficiário (7), nosso número com DV (13), IOS e carteira (3)."""
    codigo = completar(titulo.convenio, 7, "código do beneficiário")
    ios = completar(titulo.ios or "0", 1, "IOS")
    return f"9{codigo}{numero(titulo)}{dv(titulo)}{ios}{completar(titulo.carteira, 3, 'carteira')}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCC`."""
    return juntar("/", preencher(titulo.agencia, 4), preencher(titulo.convenio, 7))


def carteira(titulo: Titulo) -> str:
    """O nome da carteira, como o banco o imprime; sem nome conhecido, o número."""
    return _NOMES_DAS_CARTEIRAS.get(titulo.carteira, titulo.carteira)


def validar(conta: ContaCobranca) -> list[Problema]:
    """Código do beneficiário de 7, carteira de 3, IOS 0 (7 e 9 só seguradoras)."""
    exigencias = (
        Exigencia("convenio", "código do beneficiário (PSK)", 7),
        Exigencia("carteira", "carteira", 3),
        Exigencia("agencia", "agência", 4, exigido=False),
    )
    return (
        conferir_tamanhos(conta, exigencias)
        + conferir_opcao(conta, "ios", "IOS", {"0", "7", "9"})
        + conferir_opcao(conta, "modalidade", "modalidade", {SEM_DV})
    )


def a_homologar(conta: ContaCobranca) -> list[Problema]:
    """Carteira extinta ou fora da lista, e a variante sem DV."""
    problemas = conferir_carteira(conta.carteira, CARTEIRAS, CARTEIRAS_EXTINTAS)
    if _e_sem_dv(conta.modalidade):
        motivo = "o nosso número sem DV só vale se o banco confirmar"
        problemas.append(Problema("modalidade", "modalidade", motivo))
    return problemas


def conferir(titulo: Titulo) -> list[Problema]:
    """Nada além do que o cálculo já confere."""
    return []


def _e_sem_dv(modalidade: str) -> bool:
    return modalidade.upper() == SEM_DV
