"""655 Votorantim, o BV (boleto.md C.2, 655)."""

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
from boletos.titulo.numeros import modulo_11_safra
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "655"
DV = "6"
NOME = "Votorantim"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("500"),)
COM_DV = "COM_DV"
_VARIANTES = (Opcao(COM_DV, "imprime o dígito do nosso número", "o dígito impresso não tem boleto conferido"),)


def numero(titulo: Titulo) -> str:
    """10 posições."""
    return sequencial(titulo.nosso_numero, 10, modulo_11_safra)


def dv(titulo: Titulo) -> str:
    """Só na variante `COM_DV`: módulo 11 de 2 a 9, resto 0 dando 1; não entra no campo livre e não tem vetor."""
    return modulo_11_safra(numero(titulo)) if titulo.modalidade.upper() == COM_DV else ""


def impresso(titulo: Titulo) -> str:
    """As 10 posições, ou `NNNNNNNNNN-D` na variante."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Convênio (10), carteira (3), nosso número (10) e zeros."""
    convenio, carteira_3 = completar(titulo.convenio, 10, "convênio"), completar(titulo.carteira, 3, "carteira")
    return f"{convenio}{carteira_3}{numero(titulo)}00"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/CCCCCCCCCC`."""
    return juntar("/", preencher(titulo.agencia, 4), preencher(titulo.convenio, 10))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Convênio de 10 e carteira de 3; a agência só se imprime."""
    del conta
    return (
        exigir("convenio", 10, "convênio"),
        exigir("agencia", 4, exigido=False),
        exigir("carteira", 3, opcoes=CARTEIRAS),
        exigir("modalidade", 0, "variante", exigido=False, opcoes=_VARIANTES),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
