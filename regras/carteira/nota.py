"""Nota fiscal e a falha de numeração: os números que faltam na sequência de uma série."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MAIOR_NUMERO = 10**15 - 1
"""Quinze algarismos: o maior número de nota em uso (a NFS-e; a NF-e tem nove)."""


@dataclass(frozen=True, slots=True)
class Nota:
    """Uma nota emitida, de chave série + número. Cancelada ou inutilizada também ocupa o seu número."""

    serie: str
    numero: int
    emissao: date | None = None
    situacao: str = ""


@dataclass(frozen=True, slots=True)
class Falha:
    """Números que faltam numa série, de `de` a `ate`, inclusive."""

    serie: str
    de: int
    ate: int

    @property
    def quantidade(self) -> int:
        """Quantos números faltam."""
        return self.ate - self.de + 1


def procurar_falhas(numeracao: Iterable[tuple[str, int]]) -> Iterator[Falha]:
    """Devolve as faixas que faltam entre a menor e a maior nota de cada série.

    Faixas, e não números: uma nota digitada com um algarismo a mais abriria um bilhão de números.

    Args:
        numeracao: pares (série, número) em ordem de série e número; repetidos são ignorados.
    """
    anterior: tuple[str, int] | None = None
    for serie, numero in numeracao:
        if anterior is not None and anterior[0] == serie and numero > anterior[1] + 1:
            yield Falha(serie, anterior[1] + 1, numero - 1)
        anterior = (serie, numero)
