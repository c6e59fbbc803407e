"""389 Mercantil do Brasil: o nosso número já vem com o DV (boleto.md C.2, 389)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
    completar,
    e_numerico,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import ROTULO
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "389"
DV = "1"
NOME = "Mercantil"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()
_COM_DESCONTO, _SEM_DESCONTO = "0", "2"


def numero(titulo: Titulo) -> str:
    """11 posições, a última o DV que o banco informou; o cálculo dele não tem vetor e não é conferido."""
    texto = titulo.nosso_numero.replace(" ", "")
    corpo, hifen, digito = texto.rpartition("-")
    junto = corpo + digito if hifen and len(digito) == 1 and e_numerico(corpo) else texto
    return completar(junto, 11, ROTULO)


def dv(titulo: Titulo) -> str:
    """A última posição."""
    return numero(titulo)[-1]


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNN-D`."""
    return com_dv(numero(titulo)[:-1], dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Agência (4), nosso número com DV (11), contrato (9) e a marca do desconto."""
    contrato = completar(titulo.convenio, 9, "número do contrato")
    desconto = _COM_DESCONTO if titulo.com_desconto else _SEM_DESCONTO
    return f"{completar(titulo.agencia, 4, 'agência')}{numero(titulo)}{contrato}{desconto}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D/CCCCCCCCC`."""
    agencia = com_dv(preencher(titulo.agencia, 4), titulo.agencia_dv)
    return juntar("/", agencia, preencher(titulo.convenio, 9))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4, contrato de 9 e se a cobrança é com desconto."""
    del conta
    return (
        exigir("agencia", 4),
        exigir("agencia_dv", 1, exigido=False),
        exigir("convenio", 9, "número do contrato"),
        exigir("com_desconto", 0, "com desconto", exigido=False),
        exigir("carteira", 0, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
