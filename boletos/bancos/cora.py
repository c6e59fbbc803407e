"""403 Cora: só pelo código do ACBr, sem vetor; na prática a Cora entrega a linha pronta (boleto.md C.5, 403)."""

from __future__ import annotations

from boletos.bancos.campos import (
    algarismos_do_documento,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
    sem_dv,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "403"
DV = "9"
NOME = "Cora"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = False
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()


def numero(titulo: Titulo) -> str:
    """18 posições: as 8 primeiras do CNPJ do beneficiário e o sequencial (10)."""
    raiz = algarismos_do_documento(titulo)[:8]
    return raiz + sequencial(titulo.nosso_numero, 10, None, (raiz,))


dv = sem_dv


def impresso(titulo: Titulo) -> str:
    """As 18 posições."""
    return numero(titulo)


def campo_livre(titulo: Titulo) -> str:
    """Zeros (5), o nosso número (18) e a carteira (2)."""
    return f"00000{numero(titulo)}{completar(titulo.carteira, 2, 'carteira')}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA/conta`."""
    return juntar("/", preencher(titulo.agencia, 4), titulo.conta)


def carteira(titulo: Titulo) -> str:
    """Duas posições."""
    return preencher(titulo.carteira, 2)


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Carteira de 2; agência e conta só se imprimem."""
    del conta
    return (
        exigir("carteira", 2),
        exigir("agencia", 4, exigido=False),
        exigir("conta", 12, exigido=False),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
