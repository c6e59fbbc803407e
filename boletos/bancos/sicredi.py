"""748 Sicredi: o nosso número leva o ano e o byte de geração (boleto.md C.2, 748)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.campos import completar, e_numerico, exigir, juntar, nada_na_conta, preencher
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import Leitura, escolher, separar_dv
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

CODIGO = "748"
DV = "X"
NOME = "Sicredi"
LOCAL_PAGAMENTO = "Pagável preferencialmente nas cooperativas de crédito do Sicredi"
HOMOLOGADO = True
LEGADO = False
CIP = ""

COM_REGISTRO, SEM_REGISTRO = "1", "3"
CARTEIRA_SIMPLES = "1"
CARTEIRAS: tuple[Opcao, ...] = (Opcao(CARTEIRA_SIMPLES, "simples"),)
_BYTES = tuple(map(Opcao, "23456789"))
_TIPOS = (
    Opcao(COM_REGISTRO, "com registro"),
    Opcao(SEM_REGISTRO, "sem registro", "o 3, sem registro, é extinto"),
)


def numero(titulo: Titulo) -> str:
    """8 posições: ano (2), byte de geração (1) e sequencial (5)."""
    texto = titulo.nosso_numero
    if len(texto) == 8 and e_numerico(texto):
        return texto
    corpo, digito = separar_dv(texto)
    leituras = _leituras(titulo, corpo.replace("/", "").replace("-", ""), digito)
    if not digito and len(corpo) <= 5:
        return next(leituras)[0]
    origem = _origem(titulo)
    return escolher(
        leituras,
        lambda oito: modulo_11_zero(origem + oito),
        texto,
        "são 8 algarismos (ano, byte e sequencial), ou até 5 do sequencial",
    )


def dv(titulo: Titulo) -> str:
    """M11-zero de cooperativa, posto, beneficiário e nosso número."""
    return modulo_11_zero(_origem(titulo) + numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`AA/BNNNNN-D`."""
    oito = numero(titulo)
    return f"{oito[:2]}/{oito[2:]}-{dv(titulo)}"


def campo_livre(titulo: Titulo) -> str:
    """Tipo, carteira, nosso número com DV, origem, marca de valor, zero e o DV das 24."""
    if titulo.valor_centavos is None:
        raise DadoInvalido("valor", "falta informar: o Sicredi marca no código se o boleto tem valor")
    tipo = completar(titulo.modalidade or COM_REGISTRO, 1, "tipo de cobrança")
    carteira_1 = completar(titulo.carteira or CARTEIRA_SIMPLES, 1, "carteira")
    tem_valor = "1" if titulo.valor_centavos else "0"
    chave = f"{tipo}{carteira_1}{numero(titulo)}{dv(titulo)}{_origem(titulo)}{tem_valor}0"
    return chave + modulo_11_zero(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA.PP.CCCCC`."""
    return juntar(".", preencher(titulo.agencia, 4), preencher(titulo.posto, 2), preencher(titulo.convenio, 5))


def carteira(titulo: Titulo) -> str:
    """Uma posição."""
    return titulo.carteira


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Cooperativa de 4, posto de 2, beneficiário de 5, carteira 1, byte de 2 a 9, tipo 1 ou 3."""
    del conta
    onde = "no contrato de cobrança do Sicredi: cooperativa, posto e código vêm juntos, na forma AAAA.PP.CCCCC"
    onde_do_byte = "com a cooperativa: 2 a 9 são os do beneficiário, e cada sistema que numera usa o seu"
    return (
        exigir("agencia", 4, "cooperativa", onde=onde),
        exigir("posto", 2, "posto", onde=onde),
        exigir("convenio", 5, onde=onde),
        exigir("carteira", 1, opcoes=CARTEIRAS),
        exigir("byte_geracao", 1, "byte de geração", exigido=False, opcoes=_BYTES, onde=onde_do_byte),
        exigir("modalidade", 1, "tipo de cobrança", exigido=False, opcoes=_TIPOS),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta


def conferir(titulo: Titulo) -> list[Problema]:
    """O byte de geração vai de 1 a 9."""
    if numero(titulo)[2] != "0":
        return []
    return [Problema("nosso_numero", "nosso número", "o byte de geração (3ª posição) não pode ser 0")]


def _origem(titulo: Titulo) -> str:
    return (
        completar(titulo.agencia, 4, "cooperativa")
        + completar(titulo.posto, 2, "posto")
        + completar(titulo.convenio, 5, "código do beneficiário")
    )


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
