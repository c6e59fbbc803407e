"""021 Banestes: chave ASBACE, com dois DVs no nosso número e dois na chave (boleto.md C.2, 021)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
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
from boletos.titulo.numeros import duplo_digito, modulo_11_de_2_a_10, modulo_11_zero
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "021"
DV = "3"
NOME = "Banestes"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (Opcao("11"),)
_TIPOS = (
    *(Opcao(tipo, "com registro") for tipo in "4567"),
    Opcao("3", "caucionada"),
    Opcao("2", "sem registro", "o 2, sem registro, é extinto"),
)


def numero(titulo: Titulo) -> str:
    """8 posições."""
    return sequencial(titulo.nosso_numero, 8, _dois_digitos, digitos=2)


def dv(titulo: Titulo) -> str:
    """Dois: M11-zero das 8, e o mesmo das 9 com pesos de 2 a 10."""
    return _dois_digitos(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNN-DD`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Nosso número (8), conta com DV (11), tipo de cobrança, a constante 021 e o duplo dígito das 23."""
    conta = com_o_digito(titulo.conta, titulo.conta_dv, 11, "conta")
    chave = f"{numero(titulo)}{conta}{completar(titulo.modalidade, 1, 'tipo de cobrança')}{CODIGO}"
    return chave + duplo_digito(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA / conta-D`."""
    return juntar(" / ", preencher(titulo.agencia, 4), com_dv(titulo.conta, titulo.conta_dv))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Conta de até 10 com DV e tipo de cobrança; a agência só se imprime."""
    del conta
    return (
        exigir("agencia", 4, exigido=False),
        exigir("conta", 10),
        exigir("conta_dv", 1),
        exigir("carteira", 2, opcoes=CARTEIRAS),
        exigir(
            "modalidade",
            1,
            "tipo de cobrança",
            opcoes=_TIPOS,
            onde="no contrato de cobrança do Banestes",
        ),
    )


validar = nada_na_conta
a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _dois_digitos(oito: str) -> str:
    nove = oito + modulo_11_zero(oito)
    return nove[-1] + modulo_11_de_2_a_10(nove)
