"""Separa uma linha de CSV em campos e diz quando as aspas não fecham.

O módulo `csv` aceita aspas abertas e engole o resto do arquivo até a próxima; o contrato quer perder só a
linha onde elas abriram (linha-de-comando.md, linha ruim). Daí um separador próprio, que responde por estado.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

ASPAS = '"'


class Estado(Enum):
    """Como a separação terminou."""

    INTEIRA = auto()
    ABERTA = auto()
    FORA_DO_LUGAR = auto()


class Separacao(NamedTuple):
    """Campos na ordem. Em estado diferente de INTEIRA, `campos` traz só os anteriores ao defeito."""

    campos: list[str]
    estado: Estado


def separar(texto: str, separador: str) -> Separacao:
    """Separa pelo `separador`; campo que começa por aspas vai até as que fecham, e aspas dobradas valem uma.

    Aspas no meio de um campo que não começou por elas são texto (`CANO 12" PVC`).
    """
    if ASPAS not in texto:
        return Separacao(texto.split(separador), Estado.INTEIRA)
    campos: list[str] = []
    inicio = 0
    while True:
        if texto.startswith(ASPAS, inicio):
            fim = _fechar(texto, inicio + 1)
            if fim < 0:
                return Separacao(campos, Estado.ABERTA)
            proximo = fim + 1
            if proximo < len(texto) and texto[proximo] != separador:
                return Separacao(campos, Estado.FORA_DO_LUGAR)
            campos.append(texto[inicio + 1 : fim].replace(ASPAS * 2, ASPAS))
        else:
            proximo = texto.find(separador, inicio)
            proximo = len(texto) if proximo < 0 else proximo
            campos.append(texto[inicio:proximo])
        if proximo >= len(texto):
            return Separacao(campos, Estado.INTEIRA)
        inicio = proximo + 1


def _fechar(texto: str, inicio: int) -> int:
    """Posição das aspas que fecham, pulando as dobradas; −1 se não há."""
    posicao = inicio
    while (posicao := texto.find(ASPAS, posicao)) >= 0:
        if not texto.startswith(ASPAS, posicao + 1):
            return posicao
        posicao += 2
    return -1
