"""Os números do boleto: dígitos verificadores, fator de vencimento e campo de valor (boleto.md A.2 a A.7).

Os textos recebidos são só algarismos ASCII; quem lê de fora confere antes. Nada aqui usa ponto flutuante.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from operator import mul
from typing import NamedTuple

from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos
from regras.erros import DadoInvalido

_VALORES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOBROS = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))

_BASE_DO_FATOR = date(1997, 10, 7).toordinal()
_MENOR_FATOR = 1000
_MAIOR_FATOR = 9999
_CICLO_DO_FATOR = 9000
PRIMEIRO_VENCIMENTO = date(2000, 7, 3)
"""O vencimento mais antigo que se emite: fator 1000 (boleto.md A.6)."""
MAIOR_VALOR_SEM_FATOR = 9_999_999_999_999
"""Centavos em 13 posições: a primeira das 14 fica zero, e é por ela que o leitor sabe que não há fator (A.7)."""


def modulo_10(texto: str) -> str:
    """Devolve o dígito de módulo 10 (boleto.md A.2)."""
    algarismos = texto.encode()
    soma = sum(algarismos[::-2].translate(_DOBROS)) + sum(algarismos[-2::-2].translate(_VALORES))
    return str(-soma % 10)


Digito = Callable[[str], str]
"""Recebe os algarismos e devolve o dígito, ou os dígitos, que os conferem."""
_DE_2_A_9, _DE_9_A_2 = range(2, 10), range(9, 1, -1)
_ONZE_MENOS_RESTO = "987654321"


def _modulo_11(pesos: Iterable[int], de_0_e_1: str, de_2_a_10: str = _ONZE_MENOS_RESTO) -> Digito:
    """Uma linha da tabela de A.3: os pesos, da direita para a esquerda, e o dígito que cada resto dá."""
    repetidos, por_resto = bytes(pesos) * 12, de_0_e_1 + de_2_a_10

    def digito(texto: str) -> str:
        return por_resto[sum(map(mul, texto.encode().translate(_VALORES)[::-1], repetidos)) % 11]

    return digito


modulo_11_barra = _modulo_11(_DE_2_A_9, "11")
"""M11-barra: o DV geral do código de barras, que nunca é 0 (A.4)."""
modulo_11_zero = _modulo_11(_DE_2_A_9, "00")
"""M11-zero: a maioria dos DVs de nosso número."""
modulo_11_x = _modulo_11(_DE_2_A_9, "0X")
"""M11-X: Banco do Brasil e código dos bancos (C.1)."""
modulo_11_safra = _modulo_11(_DE_2_A_9, "10")
"""M11-Safra."""
modulo_11_p = _modulo_11(range(2, 8), "0P")
"""M11-P: família Bradesco e C6."""
modulo_11_de_2_a_7 = _modulo_11(range(2, 8), "00")
"""HSBC CSB e Alfa (C.4 e C.5)."""
modulo_11_de_2_a_10 = _modulo_11(range(2, 11), "00")
"""O segundo dígito do Banestes (C.2, 021)."""
modulo_11_resto = _modulo_11(_DE_9_A_2, "01", "234567890")
"""M11-resto, do HSBC CNR: o próprio resto; 10 dá 0."""
modulo_11_doc = _modulo_11(_DE_9_A_2, "01", "234567891")
"""M11-doc, do CrediSIS: o próprio resto; 10 dá 1."""
_modulo_3197_ao_contrario = _modulo_11((3, 1, 9, 7), "00")


def modulo_3197(texto: str) -> str:
    """Devolve o dígito da constante 3197, do Sicoob, aplicada da esquerda para a direita."""
    return _modulo_3197_ao_contrario(texto[::-1])


def duplo_digito(texto: str) -> str:
    """Devolve os dois dígitos da chave ASBACE e do Banrisul: módulo 10 e, com ele, módulo 11 de 2 a 7 (boleto.md A.3).

    Resto 1 no segundo soma 1 ao primeiro (9 vira 0) e refaz.
    """
    primeiro = int(modulo_10(texto))
    while (segundo := modulo_11_p(f"{texto}{primeiro}")) == "P":
        primeiro = (primeiro + 1) % 10
    return f"{primeiro}{segundo}"


class Janela(NamedTuple):
    """Em volta de hoje, os dias em que um fator tem leitura única na rede bancária (boleto.md A.6)."""

    antes: int = 3000
    depois: int = 5500


JANELA = Janela()


def esta_na_janela(vencimento: date, hoje: date, janela: Janela = JANELA) -> bool:
    """Diz se a rede bancária lê este vencimento sem ambiguidade na data de hoje."""
    return -janela.antes <= (vencimento - hoje).days <= janela.depois


def fator_de_vencimento(vencimento: date | None) -> str:
    """Devolve as quatro posições do fator, com o recomeço de 22/02/2025; sem vencimento, `0000` (boleto.md A.6).

    Raises:
        DadoInvalido: vencimento anterior a 03/07/2000, que não se emite.
    """
    if vencimento is None:
        return "0000"
    dias = vencimento.toordinal() - _BASE_DO_FATOR
    if dias < _MENOR_FATOR:
        raise DadoInvalido(
            "vencimento", f"{vencimento:%d/%m/%Y} é anterior a 03/07/2000 e não cabe no código de barras"
        )
    return str(dias if dias <= _MAIOR_FATOR else _MENOR_FATOR + (dias - _MAIOR_FATOR - 1) % _CICLO_DO_FATOR)


def ler_fator(fator: int, hoje: date, janela: Janela = JANELA) -> date | None:
    """Devolve a única data da janela com este fator; None quando nenhuma cai nela (boleto.md A.6).

    Args:
        fator: de 1000 a 9999.
        hoje: data de referência da leitura.
        janela: limites em dias; os do manual por omissão.
    """
    de_hoje = hoje.toordinal() - _BASE_DO_FATOR
    ciclos = max(0, -((fator - de_hoje + janela.antes) // _CICLO_DO_FATOR))
    dias = fator + ciclos * _CICLO_DO_FATOR
    if not -janela.antes <= dias - de_hoje <= janela.depois or _BASE_DO_FATOR + dias > date.max.toordinal():
        return None
    return date.fromordinal(_BASE_DO_FATOR + dias)


def fator_e_valor(vencimento: date | None, valor_centavos: Centavos) -> str:
    """Devolve as posições 6 a 19 do código de barras: fator e valor (boleto.md A.7).

    Acima de R$ 99.999.999,99 o valor toma as 14 posições e o fator desaparece.

    Raises:
        DadoInvalido: valor negativo ou que não cabe; vencimento que não se emite.
    """
    fator = fator_de_vencimento(vencimento)
    if not 0 <= valor_centavos <= MAIOR_VALOR_SEM_FATOR:
        raise DadoInvalido("valor", "não cabe no código de barras: vai de 0,00 a 99.999.999.999,99")
    return f"{fator}{valor_centavos:010d}" if valor_centavos <= MAIOR_VALOR_CENTAVOS else f"{valor_centavos:014d}"


def ler_fator_e_valor(posicoes: str, hoje: date, janela: Janela = JANELA) -> tuple[date | None, Centavos]:
    """Lê as posições 6 a 19: (vencimento, centavos). Começando por zero não há fator, e as 14 são o valor (A.6)."""
    if posicoes[0] == "0":
        return None, int(posicoes)
    return ler_fator(int(posicoes[:4]), hoje, janela), int(posicoes[4:])
