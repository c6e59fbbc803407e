"""Extintos, 356 Real e 399 HSBC: calculados só no boleto avulso, com aviso (boleto.md C.4)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte, a_numero_e_dv
from boletos.bancos.campos import com_o_digito, completar, exigir, juntar, opcional, preencher, resumir
from boletos.bancos.forma import Exigencia, Opcao
from boletos.titulo.numeros import modulo_10, modulo_11_de_2_a_7, modulo_11_resto
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido


def _digito_da_cobranca(titulo: Titulo, nosso: NossoNumero) -> str:
    """Vai no código, e não no nosso número impresso."""
    return modulo_10(nosso.numero + completar(titulo.agencia, 4, "agência") + completar(titulo.conta, 7, "conta"))


REAL = Banco(
    "356-5",
    "Banco Real",
    Leiaute(
        "agencia:4 conta:7 carteira:0?",
        ("agencia conta", Parte(1, "dígito da cobrança", _digito_da_cobranca), "numero"),
        posicoes=13,
    ),
    agencia_codigo="agencia:4/conta:7",
    legado=True,
)

_CNR, _CSB = "CNR", "CSB"
_COM_VENCIMENTO, _SEM_VENCIMENTO = "4", "5"
"""Tipo do identificador CNR: o que fica amarrado ao nosso número."""


class _SemRegistro(Leiaute):
    """CNR: o dígito são três, o M11-resto, o tipo e o M11-resto da soma com o código e o vencimento."""

    def numero(self, titulo: Titulo) -> str:
        if titulo.carteira.upper() != _CNR:
            motivo = f"informe CNR (sem registro) ou CSB (registrada), e não “{resumir(titulo.carteira)}”"
            raise DadoInvalido("carteira", motivo)
        return super().numero(titulo)

    def digito(self, titulo: Titulo, numero: str) -> str:
        tipo = _COM_VENCIMENTO if titulo.vencimento else _SEM_VENCIMENTO
        dois = modulo_11_resto(numero) + tipo
        data = f"{titulo.vencimento:%d%m%y}" if titulo.vencimento else "0"
        soma = int(numero + dois) + int(completar(titulo.convenio, 7, "código do beneficiário")) + int(data)
        return dois + modulo_11_resto(str(soma))


def _data_juliana(titulo: Titulo, _nosso: NossoNumero) -> str:
    """Dia do ano (3) e último algarismo do ano; sem vencimento, zeros."""
    vencimento = titulo.vencimento
    return f"{vencimento:%j}{vencimento.year % 10}" if vencimento else "0000"


def _conta_com_dv(titulo: Titulo, _nosso: NossoNumero) -> str:
    return com_o_digito(titulo.conta, titulo.conta_dv, 7, "conta", digitos=2)


def _campos(*, e_csb: bool) -> tuple[Exigencia, ...]:
    """CNR: código do beneficiário de 7. CSB: agência de 4 e conta com DV de 7."""
    return (
        exigir("carteira", 0),
        exigir("convenio", 7, exigido=not e_csb),
        exigir("agencia", 4, exigido=e_csb),
        exigir("conta", 7, exigido=e_csb),
        opcional("conta_dv", 2),
    )


_LEIAUTE_CNR = _SemRegistro(
    _campos(e_csb=False),
    ("convenio numero", Parte(4, "dia e ano do vencimento", _data_juliana), "2"),
    posicoes=13,
    digito=modulo_11_resto,
    digitos=3,
    mascara="{numero}{dv}",
)
_LEIAUTE_CSB = Leiaute(
    _campos(e_csb=True),
    ("numero dv agencia", Parte(7, "conta, com o dígito", _conta_com_dv, volta=a_numero_e_dv("conta")), "001"),
    posicoes=10,
    digito=modulo_11_de_2_a_7,
    mascara="{numero}{dv}",
)


def _leiaute(de: Titulo | ContaCobranca) -> Leiaute:
    return _LEIAUTE_CSB if de.carteira.upper() == _CSB else _LEIAUTE_CNR


def _agencia_codigo(titulo: Titulo) -> str:
    """O código do beneficiário, ou `AAAA/CCCCCCD`."""
    if titulo.convenio:
        return preencher(titulo.convenio, 7)
    return juntar("/", preencher(titulo.agencia, 4), titulo.conta + titulo.conta_dv)


HSBC = Banco(
    "399-9",
    "HSBC",
    _leiaute,
    variantes=((_LEIAUTE_CNR, {"carteira": _CNR}), (_LEIAUTE_CSB, {"carteira": _CSB})),
    carteiras=(Opcao(_CNR, "sem registro"), Opcao(_CSB, "registrada")),
    agencia_codigo=_agencia_codigo,
    legado=True,
)

TODOS = (REAL, HSBC)
