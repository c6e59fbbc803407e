"""070 BRB: chave ASBACE; o duplo dígito da chave é o DV do título (boleto.md C.2, 070)."""

from __future__ import annotations

from boletos.bancos.campos import (
    com_o_digito,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import duplo_digito
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "070"
DV = "1"
NOME = "BRB"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("2", "com registro, impressão local"),
    Opcao("1", "sem registro", "a 1 é sem registro, extinta"),
)
_SEM_INCREMENTO = "000"


def numero(titulo: Titulo) -> str:
    """6 posições; impresso, o número vem entre a categoria e `070` com o duplo dígito."""
    return sequencial(
        titulo.nosso_numero,
        6,
        lambda seis: CODIGO + duplo_digito(_chave(titulo, seis)),
        (titulo.carteira,),
        digitos=5,
    )


def dv(titulo: Titulo) -> str:
    """O duplo dígito da chave inteira."""
    return duplo_digito(_chave(titulo, numero(titulo)))


def impresso(titulo: Titulo) -> str:
    """12 posições: categoria, número, 070 e o duplo dígito."""
    return f"{_categoria(titulo)}{numero(titulo)}{CODIGO}{dv(titulo)}"


def campo_livre(titulo: Titulo) -> str:
    """Incremento (3), agência (3), conta com DV (7), categoria, número (6), 070 e o duplo dígito das 23."""
    chave = _chave(titulo, numero(titulo))
    return chave + duplo_digito(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`000 - AAA - CCCCCCC`."""
    agencia, conta = preencher(titulo.agencia, 3), preencher(titulo.conta + titulo.conta_dv, 7)
    return juntar(" - ", preencher(titulo.incremento, 3) or _SEM_INCREMENTO, agencia, conta)


def carteira(titulo: Titulo) -> str:
    """`COB`, em qualquer categoria."""
    del titulo
    return "COB"


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 3, conta de 6 com DV, categoria de 1 e, quando contratado, o incremento de 3."""
    del conta
    onde_do_incremento = "no contrato de cobrança do BRB; só há se foi contratado"
    return (
        exigir("agencia", 3),
        exigir("conta", 6),
        exigir("conta_dv", 1),
        exigir("carteira", 1, opcoes=CARTEIRAS, onde="no contrato de cobrança do BRB, como categoria"),
        exigir("incremento", 3, "incremento", exigido=False, onde=onde_do_incremento),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _categoria(titulo: Titulo) -> str:
    return completar(titulo.carteira, 1, "categoria")


def _chave(titulo: Titulo, seis: str) -> str:
    """As 23 posições antes do duplo dígito."""
    incremento = completar(titulo.incremento or _SEM_INCREMENTO, 3, "incremento")
    agencia = completar(titulo.agencia, 3, "agência")
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 7, "conta")
    return f"{incremento}{agencia}{conta}{_categoria(titulo)}{seis}{CODIGO}"
