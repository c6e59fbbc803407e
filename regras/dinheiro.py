"""Dinheiro é inteiro em centavos; aqui se lê, escreve e aplica percentual (regras.md §1)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from regras.erros import DadoInvalido

Centavos = int

MAIOR_VALOR_CENTAVOS = 9_999_999_999
"""R$ 99.999.999,99: o maior valor que cabe nas dez posições do código de barras."""

# Até 16 algarismos de reais: em centavos ainda cabe nos 64 bits de uma coluna da base.
_SO_ALGARISMOS = re.compile(r"[0-9]{1,16}")
_COM_VIRGULA = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,16}),([0-9]{1,2})")
_COM_PONTO = re.compile(r"([0-9]{1,16})\.([0-9]{1,2})")
_MILHARES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,4}")
_UM_PONTO_TRES = re.compile(r"[0-9]{1,16}\.[0-9]{3}")
_PERCENTUAL = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,6})?")


def ler_centavos(texto: str, campo: str = "valor") -> Centavos:
    """Lê um valor em reais (`1.234,56` ou `1234.56`) e devolve centavos.

    Um só ponto seguido de três algarismos (`1.234`) é ambíguo e recusado
    (linha-de-comando.md, arquivos de importação). Não julga a faixa: isso é de quem pede.

    Raises:
        DadoInvalido: o texto não é um valor em reais, ou é ambíguo.
    """
    limpo = texto.strip().removeprefix("R$").strip()
    if casou := _COM_VIRGULA.fullmatch(limpo) or _COM_PONTO.fullmatch(limpo):
        inteiro, fracao = casou.groups()
        return int(inteiro.replace(".", "")) * 100 + int(fracao.ljust(2, "0"))
    if _SO_ALGARISMOS.fullmatch(limpo):
        return int(limpo) * 100
    if _MILHARES.fullmatch(limpo):
        return int(limpo.replace(".", "")) * 100
    if _UM_PONTO_TRES.fullmatch(limpo):
        inteiro = limpo.replace(".", "")
        raise DadoInvalido(campo, f"“{limpo}” é ambíguo: escreva com vírgula e duas casas (por exemplo, {inteiro},00)")
    raise DadoInvalido(campo, f"“{texto.strip()}” não é um valor em reais (exemplo: 1.234,56)")


def ler_percentual(texto: str, campo: str = "percentual") -> Decimal:
    """Lê um percentual de 0 a 100, com vírgula ou ponto, até seis casas.

    Raises:
        DadoInvalido: o texto não é um percentual, ou passa de 100.
    """
    limpo = texto.strip().removesuffix("%").strip()
    if not _PERCENTUAL.fullmatch(limpo):
        raise DadoInvalido(campo, f"“{texto.strip()}” não é um percentual (exemplo: 2,00)")
    percentual = Decimal(limpo.replace(",", "."))
    if percentual > 100:
        raise DadoInvalido(campo, f"{limpo} passa de 100%")
    return percentual


def formatar(centavos: Centavos) -> str:
    """Escreve como se lê no Brasil, sem o símbolo: `84.210,55`."""
    sinal = "-" if centavos < 0 else ""
    reais, resto = divmod(abs(centavos), 100)
    return f"{sinal}{reais:,}".replace(",", ".") + f",{resto:02d}"


def em_reais(centavos: Centavos) -> str:
    """Escreve com o símbolo e espaço que não quebra: `R$ 84.210,55`."""
    return f"R$\N{NO-BREAK SPACE}{formatar(centavos)}"


def em_decimal(centavos: Centavos) -> str:
    """Escreve com ponto e duas casas, como no JSON do contrato: `84210.55`."""
    sinal = "-" if centavos < 0 else ""
    reais, resto = divmod(abs(centavos), 100)
    return f"{sinal}{reais}.{resto:02d}"


def aplicar_percentual(
    centavos: Centavos, percentual: Decimal, *, numerador: int = 1, denominador: int = 1
) -> Centavos:
    """Devolve `centavos × percentual% × numerador / denominador`, metade para cima, uma vez no fim.

    A conta é toda em inteiros: o arredondamento comercial de regras.md §1 acontece uma só vez.
    `centavos`, `percentual` e a fração são não negativos.
    """
    dividendo, divisor = em_fracao(percentual)
    divisor *= denominador
    return (2 * centavos * dividendo * numerador + divisor) // (2 * divisor)


@lru_cache(maxsize=256)
def em_fracao(percentual: Decimal) -> tuple[int, int]:
    """O percentual como fração de inteiros: 2,5% é (5, 200)."""
    dividendo, divisor = percentual.as_integer_ratio()
    return dividendo, divisor * 100
