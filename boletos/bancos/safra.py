"""422 Safra: cobrança registrada, e a expressa, extinta, só no boleto avulso (boleto.md C.2, 422)."""

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

CODIGO = "422"
DV = "7"
NOME = "Safra"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("1", "simples"), Opcao("2", "vinculada"))
REGISTRADA, EXPRESSA = "2", "4"
_TIPOS = (Opcao(REGISTRADA, "registrada"), Opcao(EXPRESSA, "expressa, não registrada", legado=True))


def numero(titulo: Titulo) -> str:
    """8 posições; na expressa, 17 livres."""
    if titulo.modalidade == EXPRESSA:
        return sequencial(titulo.nosso_numero, 17, None)
    return sequencial(titulo.nosso_numero, 8, modulo_11_safra)


def dv(titulo: Titulo) -> str:
    """M11-Safra das 8; a expressa não tem."""
    return "" if titulo.modalidade == EXPRESSA else modulo_11_safra(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNN-D`, ou as 17 posições da expressa."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """7, agência (4) e conta (8) com DV, nosso número com DV (9) e 2; ou a divisão da expressa."""
    if titulo.modalidade == EXPRESSA:
        return f"7{completar(titulo.convenio, 6, 'código do beneficiário')}{numero(titulo)}{EXPRESSA}"
    agencia = completar(titulo.agencia, 4, "agência") + completar(titulo.agencia_dv, 1, "DV da agência")
    conta = completar(titulo.conta, 8, "conta") + completar(titulo.conta_dv, 1, "DV da conta")
    tipo = completar(titulo.modalidade or REGISTRADA, 1, "tipo de cobrança")
    return f"7{agencia}{conta}{numero(titulo)}{dv(titulo)}{tipo}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAAD / CCCCCCCCD`, ou o código do beneficiário na expressa."""
    agencia = preencher(titulo.agencia, 4) + titulo.agencia_dv
    return juntar(" / ", agencia, preencher(titulo.conta, 8) + titulo.conta_dv or titulo.convenio)


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4 e conta de 8, as duas com DV; carteira 1 ou 2. A expressa usa só o código do beneficiário."""
    tipo = exigir("modalidade", 1, "tipo de cobrança", exigido=False, opcoes=_TIPOS)
    if conta.modalidade == EXPRESSA:
        return (exigir("convenio", 6), tipo)
    onde = "no contrato de cobrança do Safra: a agência tem 4 algarismos e o dígito"
    return (
        exigir("agencia", 4, onde=onde),
        exigir("agencia_dv", 1, onde=onde),
        exigir("conta", 8),
        exigir("conta_dv", 1),
        exigir("carteira", 1, opcoes=CARTEIRAS),
        tipo,
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo
