"""341 Itaú: o DV chama-se DAC; seis carteiras levam o número do documento no campo livre (boleto.md C.2, 341)."""

from __future__ import annotations

from boletos.bancos.campos import (
    Exigencia,
    com_dv,
    completar,
    conferir_carteira,
    conferir_dv,
    conferir_tamanhos,
    e_numerico,
    juntar,
    preencher,
)
from boletos.bancos.forma import Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.numeros import modulo_10
from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "341"
DV = "7"
NOME = "Itaú"
LOCAL_PAGAMENTO = "ATÉ O VENCIMENTO PAGUE PREFERENCIALMENTE NO ITAÚ / APÓS O VENCIMENTO PAGUE SOMENTE NO ITAÚ"
HOMOLOGADO = True
CIP = ""

DE_15_POSICOES = frozenset({"107", "122", "142", "143", "196", "198"})
ESCRITURAIS = frozenset({"104", "112", "115", "116", "117", "119", "134", "135", "136", "147", "188"})
DAC_SO_DA_CARTEIRA = ESCRITURAIS | {"126", "131", "145", "146", "150", "168"}
"""Carteiras cujo DAC do nosso número não leva agência nem conta."""
DIRETAS = frozenset({"108", "109", "110", "111", "121", "126", "131", "145", "146", "150", "168", "180"})
EXTINTAS = frozenset({"157", "174", "175", "181"})
CARTEIRAS = DIRETAS | ESCRITURAIS | DE_15_POSICOES


def numero(titulo: Titulo) -> str:
    """8 posições."""
    return sequencial(titulo.nosso_numero, 8, lambda oito: modulo_10(_base_do_dac(titulo) + oito), (_carteira(titulo),))


def dv(titulo: Titulo) -> str:
    """DAC: módulo 10 de agência, conta, carteira e número; nas carteiras de exceção, só dos dois últimos."""
    return modulo_10(_base_do_dac(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`CCC/NNNNNNNN-D`."""
    return f"{_carteira(titulo)}/{numero(titulo)}-{dv(titulo)}"


def campo_livre(titulo: Titulo) -> str:
    """Carteira, número, DAC, agência, conta, DAC e zeros; ou o leiaute das carteiras de 15 posições."""
    carteira_3 = _carteira(titulo)
    if carteira_3 in DE_15_POSICOES:
        cliente = completar(titulo.convenio, 5, "código do cliente")
        chave = f"{carteira_3}{numero(titulo)}{_seu_numero(titulo.seu_numero)}{cliente}"
        return f"{chave}{modulo_10(chave)}0"
    agencia_e_conta = _agencia_e_conta(titulo)
    return f"{carteira_3}{numero(titulo)}{dv(titulo)}{agencia_e_conta}{modulo_10(agencia_e_conta)}000"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCC-D`, com o DAC calculado."""
    agencia, conta = preencher(titulo.agencia, 4), preencher(titulo.conta, 5)
    dac = modulo_10(agencia + conta) if e_numerico(agencia + conta) else titulo.conta_dv
    return juntar("/", agencia, com_dv(conta, dac))


def carteira(titulo: Titulo) -> str:
    """Três posições."""
    return preencher(titulo.carteira, 3)


def validar(conta: ContaCobranca) -> list[Problema]:
    """Agência de 4, conta de 5 com o DAC que fecha, carteira de 3; código do cliente de 5 nas de 15 posições."""
    exigencias = (
        Exigencia("agencia", "agência", 4),
        Exigencia("conta", "conta", 5),
        Exigencia("carteira", "carteira", 3),
        Exigencia("convenio", "código do cliente", 5, conta.carteira in DE_15_POSICOES),
    )
    problemas = conferir_tamanhos(conta, exigencias)
    if problemas:
        return problemas
    dac = modulo_10(completar(conta.agencia, 4, "agência") + completar(conta.conta, 5, "conta"))
    return conferir_dv(conta.conta_dv, dac, "conta_dv", "DAC da conta")


def a_homologar(conta: ContaCobranca) -> list[Problema]:
    """Carteira extinta ou fora da lista."""
    return conferir_carteira(conta.carteira, CARTEIRAS, EXTINTAS)


def conferir(titulo: Titulo) -> list[Problema]:
    """Nada além do que o cálculo já confere."""
    return []


def _carteira(titulo: Titulo) -> str:
    return completar(titulo.carteira, 3, "carteira")


def _agencia_e_conta(titulo: Titulo) -> str:
    return completar(titulo.agencia, 4, "agência") + completar(titulo.conta, 5, "conta")


def _base_do_dac(titulo: Titulo) -> str:
    carteira_3 = _carteira(titulo)
    return carteira_3 if carteira_3 in DAC_SO_DA_CARTEIRA else _agencia_e_conta(titulo) + carteira_3


def _seu_numero(documento: str) -> str:
    """O número do documento em 7 posições; pontos, barras e hifens saem, letras não têm como entrar."""
    return completar(documento.translate(_SEPARADORES), 7, "número do documento")


_SEPARADORES = str.maketrans("", "", " ./-")
