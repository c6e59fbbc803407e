"""Código de barras 2 de 5 intercalado, em vetor, nas medidas da FEBRABAN (boleto.md B.1 e B.2)."""

from __future__ import annotations

import re
from functools import cache

from barcode.itf import ITF

from boletos.papel.desenho import ALTURA_MM
from boletos.papel.folha import PONTOS_POR_MM

LARGURA_BARRAS_MM = 103.0
ALTURA_BARRAS_MM = 13.0
MODULOS = 405
"""44 algarismos com barra larga de três módulos: 22 pares de 18, mais início e fim."""

_MODULOS_INICIO, _MODULOS_PAR, _MODULOS_FIM = 4, 18, 5
_BARRA = re.compile("1+")


def em_vetor(codigo_barras: str, x_mm: float, y_mm: float) -> str:
    """Desenha as barras num caminho só; `x_mm`, `y_mm` é o canto de cima, à esquerda.

    Args:
        codigo_barras: 44 algarismos.
        x_mm: borda esquerda da primeira barra.
        y_mm: lado de cima, contado do alto da folha.
    """
    pares = (codigo_barras[posicao : posicao + 2] for posicao in range(0, len(codigo_barras), 2))
    barras = " ".join((_inicio(), *(_par(par, ordem) for ordem, par in enumerate(pares)), _fim()))
    largura = LARGURA_BARRAS_MM * PONTOS_POR_MM / MODULOS
    altura = ALTURA_BARRAS_MM * PONTOS_POR_MM
    x, y = x_mm * PONTOS_POR_MM, (ALTURA_MM - y_mm) * PONTOS_POR_MM - altura
    # Um retângulo por módulo inteiro, na escala da página: nada se arredonda e o caminho se comprime bem.
    return f"q {largura:.6f} 0 0 {altura:.4f} {x:.4f} {y:.4f} cm 0 0 0 rg {barras} f Q"


@cache
def _par(par: str, ordem: int) -> str:
    """As cinco barras de um par de algarismos no seu lugar; montar o código inteiro a cada boleto sai 20 vezes mais."""
    return _em_retangulos(_modulos(par)[_MODULOS_INICIO:-_MODULOS_FIM], _MODULOS_INICIO + ordem * _MODULOS_PAR)


@cache
def _inicio() -> str:
    return _em_retangulos(_modulos("00")[:_MODULOS_INICIO], 0)


@cache
def _fim() -> str:
    return _em_retangulos(_modulos("00")[-_MODULOS_FIM:], MODULOS - _MODULOS_FIM)


def _modulos(algarismos: str) -> str:
    """Um caractere por módulo, `1` preto: a razão 3:1 não é a que a biblioteca usa de início."""
    modulos: str = ITF(algarismos, narrow=1, wide=3).build()[0]
    return modulos


def _em_retangulos(modulos: str, primeiro: int) -> str:
    return " ".join(
        f"{primeiro + barra.start()} 0 {barra.end() - barra.start()} 1 re" for barra in _BARRA.finditer(modulos)
    )
