"""341 Itaú: o DV chama-se DAC; seis carteiras levam o número do documento no campo livre (boleto.md C.2, 341)."""

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
)
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_10
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "341"
DV = "7"
NOME = "Itaú"
LOCAL_PAGAMENTO = "ATÉ O VENCIMENTO PAGUE PREFERENCIALMENTE NO ITAÚ / APÓS O VENCIMENTO PAGUE SOMENTE NO ITAÚ"
HOMOLOGADO = True
LEGADO = False
CIP = ""

DE_15_POSICOES = frozenset({"107", "122", "142", "143", "196", "198"})
ESCRITURAIS = frozenset({"104", "112", "115", "116", "117", "119", "134", "135", "136", "147", "188"})
DAC_SO_DA_CARTEIRA = ESCRITURAIS | {"126", "131", "145", "146", "150", "168"}
"""Carteiras cujo DAC do nosso número não leva agência nem conta."""
_DIRETAS = ("108", "110", "111", "121", "126", "131", "145", "146", "150", "168", "180")
_EXTINTAS = ("157", "174", "175", "181")
CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("109", "direta, o cliente emite"),
    *(Opcao(carteira, "direta") for carteira in _DIRETAS),
    *(Opcao(carteira, "escritural, o banco numera") for carteira in sorted(ESCRITURAIS - {"115"})),
    Opcao("115", "escritural, o cliente numera"),
    *(Opcao(carteira, "com o número do documento no código") for carteira in sorted(DE_15_POSICOES)),
    *(Opcao(carteira, "sem registro", f"a {carteira} é sem registro, extinta") for carteira in _EXTINTAS),
)


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


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, conta de 5 com o DAC, carteira de 3; código do cliente de 5 nas de 15 posições."""
    usa_codigo = conta.carteira.lstrip("0") in DE_15_POSICOES
    onde_do_codigo = "no contrato de cobrança do Itaú; só as carteiras 107, 122, 142, 143, 196 e 198 o usam"
    return (
        exigir("agencia", 4),
        exigir("conta", 5),
        exigir("conta_dv", 1, "DAC da conta", exigido=False),
        exigir(
            "carteira",
            3,
            opcoes=CARTEIRAS,
            onde="no contrato de cobrança do Itaú, ou no cadastro de cobrança do Itaú Empresas",
        ),
        exigir("convenio", 5, "código do cliente", exigido=usa_codigo, onde=onde_do_codigo),
    )


def validar(conta: ContaCobranca) -> list[Problema]:
    """O DAC da conta, que entra no código, tem de fechar."""
    agencia, numero_da_conta = conta.agencia.lstrip("0"), conta.conta.lstrip("0")
    if not e_numerico(conta.agencia) or len(agencia) > 4 or len(numero_da_conta) > 5:
        return []
    return conferir_dv(conta, "conta", lambda texto: modulo_10(agencia + texto.lstrip("0").zfill(5)), "DAC da conta")


a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


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
