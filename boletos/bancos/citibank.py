"""745 Citibank, pessoa jurídica (boleto.md C.2, 745)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
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

CODIGO = "745"
DV = "5"
NOME = "Citibank"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()
_COBRANCA = "3"


def numero(titulo: Titulo) -> str:
    """11 posições."""
    return sequencial(titulo.nosso_numero, 11, modulo_11_zero)


def dv(titulo: Titulo) -> str:
    """M11-zero das 11."""
    return modulo_11_zero(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNNN.D`."""
    return f"{numero(titulo)}.{dv(titulo)}"


def campo_livre(titulo: Titulo) -> str:
    """3, portfólio (3), conta Cosmos sem a primeira posição (9) e nosso número com DV (12)."""
    portfolio = completar(titulo.modalidade, 3, "portfólio")
    return f"{_COBRANCA}{portfolio}{completar(titulo.convenio, 10, 'conta Cosmos')[1:]}{numero(titulo)}{dv(titulo)}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA / conta Cosmos`."""
    return juntar(" / ", preencher(titulo.agencia, 4), preencher(titulo.convenio, 10))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Conta Cosmos de 10 e portfólio de 3; a agência só se imprime."""
    del conta
    onde_da_conta = "no contrato de cobrança do Citibank: a conta Cosmos tem 10 algarismos, na forma 0.BBBBBB.SS.D"
    onde_do_portfolio = "no contrato de cobrança do Citibank: são os 3 últimos algarismos do código da empresa"
    return (
        exigir("convenio", 10, "conta Cosmos", onde=onde_da_conta),
        exigir("modalidade", 3, "portfólio", onde=onde_do_portfolio),
        exigir("agencia", 4, exigido=False),
        exigir("carteira", 0, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
