"""399 HSBC, extinto: calculado só no boleto avulso, com aviso (boleto.md C.4, 399)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_o_digito,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
    resumir,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_de_2_a_7, modulo_11_resto
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

CODIGO = "399"
DV = "9"
NOME = "HSBC"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = True
CIP = ""

CNR, CSB = "CNR", "CSB"
CARTEIRAS: tuple[Opcao, ...] = (
    Opcao(CNR, "sem registro"),
    Opcao(CSB, "registrada"),
)
_COM_VENCIMENTO, _SEM_VENCIMENTO = "4", "5"
"""Tipo do identificador CNR: o que fica amarrado ao nosso número."""


def numero(titulo: Titulo) -> str:
    """CNR: 13 posições, sem os três dígitos. CSB: 10."""
    if _e_cnr(titulo):
        return sequencial(titulo.nosso_numero, 13, lambda treze: _tres_digitos(titulo, treze), digitos=3)
    return sequencial(titulo.nosso_numero, 10, modulo_11_de_2_a_7)


def dv(titulo: Titulo) -> str:
    """CNR: M11-resto, o tipo e o M11-resto da soma. CSB: módulo 11 de 2 a 7."""
    return _tres_digitos(titulo, numero(titulo)) if _e_cnr(titulo) else modulo_11_de_2_a_7(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """As posições e os dígitos, juntos: 16 no CNR, 11 no CSB."""
    return numero(titulo) + dv(titulo)


def campo_livre(titulo: Titulo) -> str:
    """As duas divisões de boleto.md C.4, 399."""
    if _e_cnr(titulo):
        codigo = completar(titulo.convenio, 7, "código do beneficiário")
        return f"{codigo}{numero(titulo)}{_data_juliana(titulo)}2"
    agencia = completar(titulo.agencia, 4, "agência")
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 7, "conta", digitos=2)
    return f"{numero(titulo)}{dv(titulo)}{agencia}{conta}001"


def agencia_codigo(titulo: Titulo) -> str:
    """O código do beneficiário, ou `AAAA/CCCCCCD`."""
    if titulo.convenio:
        return preencher(titulo.convenio, 7)
    return juntar("/", preencher(titulo.agencia, 4), titulo.conta + titulo.conta_dv)


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """CNR: código do beneficiário de 7. CSB: agência de 4 e conta com DV de 7."""
    e_csb = conta.carteira.upper() == CSB
    return (
        exigir("carteira", 0, opcoes=CARTEIRAS),
        exigir("convenio", 7, exigido=not e_csb),
        exigir("agencia", 4, exigido=e_csb),
        exigir("conta", 7, exigido=e_csb),
        exigir("conta_dv", 2, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _e_cnr(titulo: Titulo) -> bool:
    carteira_informada = titulo.carteira.upper()
    if carteira_informada not in {CNR, CSB}:
        motivo = f"informe CNR (sem registro) ou CSB (registrada), e não “{resumir(titulo.carteira)}”"
        raise DadoInvalido("carteira", motivo)
    return carteira_informada == CNR


def _tres_digitos(titulo: Titulo, treze: str) -> str:
    tipo = _COM_VENCIMENTO if titulo.vencimento else _SEM_VENCIMENTO
    dois = modulo_11_resto(treze) + tipo
    data = f"{titulo.vencimento:%d%m%y}" if titulo.vencimento else "0"
    soma = int(treze + dois) + int(completar(titulo.convenio, 7, "código do beneficiário")) + int(data)
    return dois + modulo_11_resto(str(soma))


def _data_juliana(titulo: Titulo) -> str:
    """Dia do ano (3) e último algarismo do ano; sem vencimento, zeros."""
    vencimento = titulo.vencimento
    return f"{vencimento:%j}{vencimento.year % 10}" if vencimento else "0000"
