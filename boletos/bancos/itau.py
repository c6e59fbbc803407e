"""341 Itaú: o DV chama-se DAC; seis carteiras levam o número do documento no campo livre (boleto.md C.2, 341)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Composicao, Escrita, Leiaute, NossoNumero, Origem, Parte, ao_campo
from boletos.bancos.campos import com_dv, completar, conferir_dv, e_numerico, exigir, juntar, opcional, preencher
from boletos.bancos.forma import Opcao, Problema
from boletos.titulo.numeros import Digito, modulo_10
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_DE_15_POSICOES = frozenset({"107", "122", "142", "143", "196", "198"})
_ESCRITURAIS = frozenset({"104", "112", "115", "116", "117", "119", "134", "135", "136", "147", "188"})
_DAC_SO_DA_CARTEIRA = _ESCRITURAIS | {"126", "131", "145", "146", "150", "168"}
"""Carteiras cujo DAC do nosso número não leva agência nem conta."""
_DIRETAS = ("108", "110", "111", "121", "126", "131", "145", "146", "150", "168", "180")
_EXTINTAS = ("157", "174", "175", "181")


def _agencia_e_conta(titulo: Titulo) -> str:
    return completar(titulo.agencia, 4, "agência") + completar(titulo.conta, 5, "conta")


def _base_do_dac(titulo: Titulo, _nosso: NossoNumero) -> str:
    """Agência, conta e carteira; nas carteiras de exceção, só ela."""
    carteira = completar(titulo.carteira, 3, "carteira")
    return carteira if carteira in _DAC_SO_DA_CARTEIRA else _agencia_e_conta(titulo) + carteira


def _seu_numero(titulo: Titulo, _nosso: NossoNumero) -> str:
    """O número do documento em 7 posições; pontos, barras e hifens saem, letras não têm como entrar."""
    return completar(titulo.seu_numero.translate(_SEPARADORES), 7, "número do documento")


_SEPARADORES = str.maketrans("", "", " ./-")


def _dac_da_conta(titulo: Titulo, _nosso: NossoNumero) -> str:
    return modulo_10(_agencia_e_conta(titulo))


def _leiaute(livre: Escrita, *, usa_codigo: bool, fecho: Digito | None = None) -> Leiaute:
    """Agência de 4, conta de 5 com o DAC, carteira de 3; código do cliente de 5 nas de 15 posições."""
    na_carteira = "no contrato de cobrança do Itaú, ou no cadastro de cobrança do Itaú Empresas"
    no_codigo = "no contrato de cobrança do Itaú; só as carteiras 107, 122, 142, 143, 196 e 198 o usam"
    campos = (
        "agencia:4 conta:5",
        opcional("conta_dv", 1, "DAC da conta", inteiro=1),
        exigir("carteira", 3, onde=na_carteira),
        exigir("convenio", 5, "código do cliente", exigido=usa_codigo, onde=no_codigo),
    )
    return (_De15Posicoes if usa_codigo else Leiaute)(
        campos,
        livre,
        posicoes=8,
        digito=modulo_10,
        base=(Parte(12, "agência, conta e carteira", _base_do_dac),),
        aceita="carteira",
        mascara="{antes}/{numero}-{dv}",
        fecho=fecho,
    )


class _De15Posicoes(Leiaute):
    """O DAC do campo livre vem antes de um zero."""

    def composicao(self) -> Composicao:
        return (*super().composicao()[:-1], (1, "DAC das 23 anteriores"), (1, "zero"))


_USUAL = _leiaute(
    (
        "carteira numero",
        Parte(1, "DAC do nosso número", lambda _, nosso: nosso.dv, Origem.DV),
        "agencia conta",
        Parte(1, "DAC de agência e conta", _dac_da_conta, volta=ao_campo("conta_dv")),
        "000",
    ),
    usa_codigo=False,
)
_COM_DOCUMENTO = _leiaute(
    ("carteira numero", Parte(7, "número do documento", _seu_numero, volta=ao_campo("seu_numero")), "convenio"),
    usa_codigo=True,
    fecho=lambda chave: f"{modulo_10(chave)}0",
)


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCC-D`, com o DAC calculado."""
    agencia, conta = preencher(titulo.agencia, 4), preencher(titulo.conta, 5)
    dac = modulo_10(agencia + conta) if e_numerico(agencia + conta) else titulo.conta_dv
    return juntar("/", agencia, com_dv(conta, dac))


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """O DAC da conta, que entra no código, tem de fechar."""
    agencia, numero_da_conta = conta.agencia.lstrip("0"), conta.conta.lstrip("0")
    if e_numerico(conta.agencia) and len(agencia) <= 4 and len(numero_da_conta) <= 5:
        dac = modulo_10(agencia + numero_da_conta.zfill(5))
        yield from conferir_dv(conta, "conta", lambda _: dac, rotulo="DAC da conta")


BANCO = Banco(
    "341-7",
    "Itaú",
    lambda de: _COM_DOCUMENTO if de.carteira.lstrip("0") in _DE_15_POSICOES else _USUAL,
    variantes=((_USUAL, {}), (_COM_DOCUMENTO, {})),
    carteiras=(
        Opcao("109", "direta, o cliente emite"),
        *(Opcao(carteira, "direta") for carteira in _DIRETAS),
        *(Opcao(carteira, "escritural, o banco numera") for carteira in sorted(_ESCRITURAIS - {"115"})),
        Opcao("115", "escritural, o cliente numera"),
        *(Opcao(carteira, "com o número do documento no código") for carteira in sorted(_DE_15_POSICOES)),
        *(Opcao(carteira, "sem registro", f"a {carteira} é sem registro, extinta") for carteira in _EXTINTAS),
    ),
    agencia_codigo=_agencia_codigo,
    carteira="carteira:3",
    local="ATÉ O VENCIMENTO PAGUE PREFERENCIALMENTE NO ITAÚ / APÓS O VENCIMENTO PAGUE SOMENTE NO ITAÚ",
    validar=_validar,
)
