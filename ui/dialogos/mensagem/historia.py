"""Desfazer e refazer da mensagem inteira: o que se escreve, o que se move, o que se desliga e a cor."""

from __future__ import annotations

from typing import NamedTuple

from regras.mensagem.visual.documento import Documento

MAIS_PASSOS = 200


class Momento(NamedTuple):
    """O documento e onde se estava: o bloco e a posição nele."""

    documento: Documento
    bloco: int = -1
    posicao: int = 0


class Historia:
    """Os documentos por que se passou; mudanças seguidas da mesma chave são um passo só."""

    def __init__(self, documento: Documento) -> None:
        self._passos = [Momento(documento)]
        self._aqui = 0
        self._chave = ""

    def anotar(self, momento: Momento, chave: str = "") -> None:
        """Guarda um passo; com a chave do anterior, continua nele. O que se podia refazer deixa de poder."""
        if momento.documento == self._passos[self._aqui].documento:
            return
        del self._passos[self._aqui + 1 :]
        if chave and chave == self._chave and self._aqui:
            self._passos[-1] = momento
        else:
            self._passos.append(momento)
        del self._passos[:-MAIS_PASSOS]
        self._aqui, self._chave = len(self._passos) - 1, chave

    def separar(self) -> None:
        """O que vier é outro passo, mesmo com a mesma chave."""
        self._chave = ""

    def desfazer(self) -> Momento | None:
        """O passo anterior; None se já é o primeiro."""
        return self._ir(-1)

    def refazer(self) -> Momento | None:
        """O passo seguinte; None se já é o último."""
        return self._ir(1)

    def _ir(self, quanto: int) -> Momento | None:
        if not 0 <= self._aqui + quanto < len(self._passos):
            return None
        self._aqui += quanto
        self._chave = ""
        return self._passos[self._aqui]
