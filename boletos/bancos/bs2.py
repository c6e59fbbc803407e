"""218 BS2: só pelo código do ACBr, sem vetor (boleto.md C.5, 218)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_barra, modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "218"
DV = "6"
NOME = "BS2"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("21"),)
LEIAUTE_6 = "6"
_LEIAUTES = (Opcao(LEIAUTE_6, "leiaute de arquivo 6 em diante"), Opcao("5", "leiaute de arquivo até o 5"))


def numero(titulo: Titulo) -> str:
    """10 posições."""
    return sequencial(titulo.nosso_numero, 10, lambda dez: _digito(titulo, dez))


def dv(titulo: Titulo) -> str:
    """Módulo 11 de 2 a 9; restos 0 e 1 dão 1, ou 0 do leiaute de arquivo 6 em diante."""
    return _digito(titulo, numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNN-D`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """001, código do beneficiário (10), nosso número com DV (11) e a constante 8."""
    return f"001{completar(titulo.convenio, 10, 'código do beneficiário')}{numero(titulo)}{dv(titulo)}8"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/código`."""
    return juntar("/", preencher(titulo.agencia, 4), titulo.convenio)


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Código do beneficiário de 10, carteira e o leiaute de arquivo, que decide o DV."""
    del conta
    onde = "no manual de arquivos que o BS2 entregou: é a versão do leiaute"
    return (
        exigir("agencia", 4, exigido=False),
        exigir("convenio", 10),
        exigir("carteira", 2, opcoes=CARTEIRAS),
        exigir("modalidade", 1, "leiaute de arquivo", opcoes=_LEIAUTES, onde=onde),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _digito(titulo: Titulo, dez: str) -> str:
    return modulo_11_zero(dez) if titulo.modalidade == LEIAUTE_6 else modulo_11_barra(dez)
