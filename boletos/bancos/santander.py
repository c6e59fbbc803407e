"""033 Santander (boleto.md C.2, 033)."""

from __future__ import annotations

from boletos.bancos.campos import com_dv, completar, exigir, juntar, nada_na_conta, nada_no_titulo, preencher
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "033"
DV = "7"
NOME = "Santander"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("101", "rápida, com registro"),
    Opcao("104", "eletrônica, com registro"),
    Opcao("201", "penhor"),
    Opcao("102", "sem registro", "a 102 é sem registro, extinta"),
)
SEM_DV = "SEM_DV"
"""Modalidade da variante de 13 posições sem DV (manual v35): só se o banco confirmar."""

_VARIANTES = (Opcao(SEM_DV, "13 posições, sem dígito", "o nosso número sem DV só vale se o banco confirmar"),)
_IOS = (Opcao("0", "os demais"), Opcao("7", "seguradora"), Opcao("9", "seguradora"))
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


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Código do beneficiário de 7, carteira de 3, IOS 0 (7 e 9 só seguradoras)."""
    del conta
    onde = "no contrato de cobrança do Santander: código do beneficiário, também chamado PSK ou código do cedente"
    return (
        exigir("convenio", 7, "código do beneficiário (PSK)", onde=onde),
        exigir("agencia", 4, exigido=False),
        exigir("carteira", 3, opcoes=CARTEIRAS),
        exigir("ios", 1, "IOS", exigido=False, opcoes=_IOS),
        exigir("modalidade", 0, exigido=False, opcoes=_VARIANTES),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _e_sem_dv(modalidade: str) -> bool:
    return modalidade.upper() == SEM_DV
