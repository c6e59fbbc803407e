"""756 Sicoob: DV pela constante 3197 (boleto.md C.2, 756)."""

from __future__ import annotations

from boletos.bancos.campos import (
    com_dv,
    completar,
    conferir_dv,
    e_numerico,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
    resumir,
)
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_zero, modulo_3197
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "756"
DV = "0"
NOME = "Sicoob"
LOCAL_PAGAMENTO = "Pagável preferencialmente no Sicoob"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("1", "simples, com registro"),
    Opcao("3", "garantida"),
    Opcao("9", "com o número do contrato", "a 9 usa o número do contrato e não tem boleto conferido"),
)
_MODALIDADES = (Opcao("01", "simples"), Opcao("02"), Opcao("03"), Opcao("05", "carnê"))
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


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Cooperativa de 4, código do cliente de 7 com o DV, carteira de 1, modalidade 01, 02, 03 ou 05."""
    rotulo = "número do contrato" if conta.carteira.lstrip("0") == "9" else "código do cliente, com o DV"
    onde = "no contrato de cobrança do Sicoob ou no Sicoobnet: é o código do cliente na cooperativa, com o dígito"
    return (
        exigir(
            "agencia",
            4,
            "cooperativa",
            onde="no contrato de cobrança do Sicoob: é o número da cooperativa, sem o dígito",
        ),
        exigir("agencia_dv", 1, "DV da cooperativa", exigido=False),
        exigir("convenio", 7, rotulo, onde=onde),
        exigir("carteira", 1, opcoes=CARTEIRAS),
        exigir("modalidade", 2, exigido=False, opcoes=_MODALIDADES),
    )


validar = nada_na_conta
a_homologar = nada_na_conta


def ressalvas(conta: ContaCobranca) -> list[Problema]:
    """O DV da cooperativa e o do código do cliente, M11-zero; a carteira 9 leva o número do contrato."""
    achados = conferir_dv(conta, "agencia", modulo_11_zero, "DV da cooperativa")
    cliente = conta.convenio
    if conta.carteira.lstrip("0") == "9" or not e_numerico(cliente) or modulo_11_zero(cliente[:-1]) == cliente[-1]:
        return achados
    motivo = f"“{resumir(cliente)}” não fecha: o dígito de {resumir(cliente[:-1])} é {modulo_11_zero(cliente[:-1])}"
    return [*achados, Problema("convenio", "código do cliente, com o DV", motivo)]


conferir = nada_no_titulo


def _cooperativa(titulo: Titulo) -> str:
    return completar(titulo.agencia, 4, "cooperativa")


def _cliente(titulo: Titulo) -> str:
    return completar(titulo.convenio, 7, "código do cliente")


def _base_do_dv(titulo: Titulo) -> str:
    return f"{_cooperativa(titulo)}000{_cliente(titulo)}"
