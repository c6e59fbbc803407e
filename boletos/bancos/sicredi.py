"""748 Sicredi: o nosso número leva o ano e o byte de geração (boleto.md C.2, 748)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Origem, Parte
from boletos.bancos.campos import completar, e_numerico, exigir, opcional
from boletos.bancos.forma import Opcao, Problema
from boletos.bancos.nosso_numero import Leitura, escolher, separar_dv
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.erros import DadoInvalido

_SIMPLES = Opcao("1", "simples")
_COM_REGISTRO = Opcao("1", "com registro")
_SEM_REGISTRO = Opcao("3", "sem registro", "o 3, sem registro, é extinto")
_ONDE = "no contrato de cobrança do Sicredi: cooperativa, posto e código vêm juntos, na forma AAAA.PP.CCCCC"


class _ComAnoEByte(Leiaute):
    """8 posições: ano (2), byte de geração (1) e sequencial (5); impresso, `AA/BNNNNN-D`."""

    def numero(self, titulo: Titulo) -> str:
        texto = titulo.nosso_numero
        if len(texto) == self._posicoes and e_numerico(texto):
            return texto
        corpo, digito = separar_dv(texto)
        leituras = _leituras(titulo, corpo.replace("/", "").replace("-", ""), digito)
        if not digito and len(corpo) <= 5:
            return next(leituras)[0]
        o_que_cabe = "são 8 algarismos (ano, byte e sequencial), ou até 5 do sequencial"
        self.digito(titulo, "")  # o que falta à conta do dígito é dito antes do que há com o número
        return escolher(leituras, lambda oito: self.digito(titulo, oito), texto, o_que_cabe)

    def impresso(self, titulo: Titulo, nosso: NossoNumero) -> str:
        del titulo
        return f"{nosso.numero[:2]}/{nosso.numero[2:]}-{nosso.dv}"


def _leituras(titulo: Titulo, corpo: str, digito: str) -> Iterator[Leitura]:
    """Os jeitos de completar o que veio até as 8 posições."""
    if len(corpo) == 8:
        yield corpo, digito
    if len(corpo) == 6 and corpo[0] == titulo.byte_geracao:
        yield _ano(titulo) + corpo, digito
    if len(corpo) <= 5:
        byte = completar(titulo.byte_geracao, 1, "byte de geração")
        yield f"{_ano(titulo)}{byte}{corpo.zfill(5)}", digito
    if not digito and len(corpo) in {6, 9}:
        yield from _leituras(titulo, corpo[:-1], corpo[-1])


def _ano(titulo: Titulo) -> str:
    if not titulo.ano:
        raise DadoInvalido("nosso número", "falta o ano: informe a emissão, ou o nosso número com 8 posições")
    return completar(titulo.ano, 2, "ano")


def _tem_valor(titulo: Titulo, _nosso: NossoNumero) -> str:
    if titulo.valor_centavos is None:
        raise DadoInvalido("valor", "falta informar: o Sicredi marca no código se o boleto tem valor")
    return "1" if titulo.valor_centavos else "0"


_LEIAUTE = _ComAnoEByte(
    (
        exigir("agencia", 4, "cooperativa", onde=_ONDE),
        exigir("posto", 2, "posto", onde=_ONDE),
        exigir("convenio", 5, onde=_ONDE, inteiro=5),
        exigir("carteira", 1, padrao=_SIMPLES.codigo),
        opcional(
            "byte_geracao",
            1,
            "byte de geração",
            opcoes=tuple(map(Opcao, "23456789")),
            onde="com a cooperativa: 2 a 9 são os do beneficiário, e cada sistema que numera usa o seu",
        ),
        opcional(
            "modalidade", 1, "tipo de cobrança", opcoes=(_COM_REGISTRO, _SEM_REGISTRO), padrao=_COM_REGISTRO.codigo
        ),
    ),
    (
        "modalidade carteira",
        Parte(2, "ano do nosso número", lambda _, nosso: nosso.numero[:2], Origem.NUMERO),
        Parte(1, "byte de geração", lambda _, nosso: nosso.numero[2:3], Origem.NUMERO, inicio=2),
        Parte(5, "sequencial", lambda _, nosso: nosso.numero[3:], Origem.NUMERO, inicio=3),
        "dv agencia posto convenio",
        Parte(1, "1 se há valor", _tem_valor),
        "0",
    ),
    posicoes=8,
    digito=modulo_11_zero,
    base="agencia posto convenio",
    fecho=modulo_11_zero,
)


def _conferir(titulo: Titulo) -> Iterator[Problema]:
    """O byte de geração vai de 1 a 9."""
    if _LEIAUTE.numero(titulo)[2] == "0":
        yield Problema("nosso_numero", "nosso número", "o byte de geração (3ª posição) não pode ser 0")


BANCO = Banco(
    "748-X",
    "Sicredi",
    _LEIAUTE,
    carteiras=(_SIMPLES,),
    agencia_codigo="agencia:4.posto:2.convenio:5",
    local="Pagável preferencialmente nas cooperativas de crédito do Sicredi",
    conferir=_conferir,
)
