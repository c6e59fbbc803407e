"""756 Sicoob: DV pela constante 3197 (boleto.md C.2, 756)."""

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
from boletos.numeros import modulo_3197
from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "756"
DV = "0"
NOME = "Sicoob"
LOCAL_PAGAMENTO = "Pagável preferencialmente no Sicoob"
HOMOLOGADO = True
CIP = ""

CARTEIRAS = frozenset({"1", "3"})
MODALIDADES = frozenset({"1", "2", "3", "5", "01", "02", "03", "05"})
MODALIDADE_SIMPLES = "01"
PARCELA_UNICA = "001"


def numero(titulo: Titulo) -> str:
    """7 posições."""
    return sequencial(titulo.nosso_numero, 7, lambda sete: modulo_3197(_base_do_dv(titulo) + sete))


def dv(titulo: Titulo) -> str:
    """3197 sobre cooperativa (4), código do cliente com DV (10) e nosso número (7)."""
    return modulo_3197(_base_do_dv(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Carteira, cooperativa (4), modalidade (2), cliente com DV (7), nosso número com DV (8) e parcela (3)."""
    return (
        f"{completar(titulo.carteira, 1, 'carteira')}{_cooperativa(titulo)}"
        f"{completar(titulo.modalidade or MODALIDADE_SIMPLES, 2, 'modalidade')}{_cliente(titulo)}"
        f"{numero(titulo)}{dv(titulo)}{completar(titulo.parcela or PARCELA_UNICA, 3, 'parcela')}"
    )


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA / CCCCCC-D`."""
    cliente = preencher(titulo.convenio, 7)
    return juntar(" / ", preencher(titulo.agencia, 4), com_dv(cliente[:-1], cliente[-1:]))


def carteira(titulo: Titulo) -> str:
    """Uma posição."""
    return titulo.carteira


def validar(conta: ContaCobranca) -> list[Problema]:
    """Cooperativa de 4, código do cliente de 7 com o DV, carteira de 1, modalidade 01, 02, 03 ou 05."""
    exigencias = (
        Exigencia("agencia", "cooperativa", 4),
        Exigencia("convenio", "código do cliente, com o DV", 7),
        Exigencia("carteira", "carteira", 1),
    )
    return conferir_tamanhos(conta, exigencias) + conferir_opcao(conta, "modalidade", "modalidade", MODALIDADES)


def a_homologar(conta: ContaCobranca) -> list[Problema]:
    """Carteira fora da lista; a 9 usa o número do contrato e não tem vetor."""
    return conferir_carteira(conta.carteira.lstrip("0"), CARTEIRAS)


def conferir(titulo: Titulo) -> list[Problema]:
    """Nada além do que o cálculo já confere."""
    return []


def _cooperativa(titulo: Titulo) -> str:
    return completar(titulo.agencia, 4, "cooperativa")


def _cliente(titulo: Titulo) -> str:
    return completar(titulo.convenio, 7, "código do cliente")


def _base_do_dv(titulo: Titulo) -> str:
    return f"{_cooperativa(titulo)}000{_cliente(titulo)}"
