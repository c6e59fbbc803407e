"""003 Banco da Amazônia (boleto.md C.2, 003)."""

from __future__ import annotations

from boletos.bancos.campos import com_dv, completar, exigir, juntar, nada_na_conta, nada_no_titulo, preencher, sem_dv
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "003"
DV = "5"
NOME = "Banco da Amazônia"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("CNR", "com o nosso número do cliente"),)


def numero(titulo: Titulo) -> str:
    """16 posições."""
    return sequencial(titulo.nosso_numero, 16, None)


dv = sem_dv


def impresso(titulo: Titulo) -> str:
    """As 16 posições, sem DV."""
    return numero(titulo)


def campo_livre(titulo: Titulo) -> str:
    """Agência (3) com DV, convênio (4), nosso número (16) e a constante 8."""
    agencia = completar(titulo.agencia, 3, "agência") + completar(titulo.agencia_dv, 1, "DV da agência")
    return f"{agencia}{completar(titulo.convenio, 4, 'convênio')}{numero(titulo)}8"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAA-D/CCCC`."""
    return juntar("/", com_dv(preencher(titulo.agencia, 3), titulo.agencia_dv), preencher(titulo.convenio, 4))


def carteira(titulo: Titulo) -> str:
    """`CNR`, a única."""
    return titulo.carteira or CARTEIRAS[0].codigo


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 3 com DV e convênio de 4."""
    del conta
    return (
        exigir("agencia", 3),
        exigir("agencia_dv", 1),
        exigir("convenio", 4, "convênio", onde="no contrato de cobrança do Banco da Amazônia, como código do convênio"),
        exigir("carteira", 0, exigido=False, opcoes=CARTEIRAS),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
