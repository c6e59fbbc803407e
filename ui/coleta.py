"""Quando o coletor de ciclos do Python trabalha: a coleta completa para todas as threads, e a tela com elas.

Com um plano de dez mil clientes na memória, uma coleta completa leva um quarto de segundo, e o Python a começa quando
quer, no meio do cálculo ou de uma tecla. Aqui ela só acontece sem trabalho em curso nem diálogo aberto, e não olha o
que o programa carregou ao abrir, que dura até o fim. As coletas parciais, de poucos milissegundos, seguem como sempre;
o que não está em ciclo, que é quase tudo, sai da memória na hora.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, MutableSequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.trabalho import Trabalho

_NUNCA_SOZINHA = 2**31 - 1
_DE_QUANTO_EM_QUANTO_MS = 30_000


def sem_afazeres() -> bool:
    """Diz se não há trabalho em curso nem diálogo aberto: o que há de grande na memória já foi solto."""
    return not Trabalho.vivos() and QApplication.activeModalWidget() is None


class Coleta(QObject):
    """Cuida do coletor enquanto existir; `parar` devolve o Python ao que era.

    Args:
        pode: diz se é hora de uma coleta completa.
        pai: dono.
    """

    def __init__(self, pode: Callable[[], bool] = sem_afazeres, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._pode = pode
        self._antes = gc.get_threshold()
        gc.set_threshold(*self._antes[:2], _NUNCA_SOZINHA)
        # O que já está na memória são módulos e classes: não se perde tempo com eles a cada coleta.
        gc.collect()
        gc.freeze()
        self._relogio = QTimer(self)
        self._relogio.timeout.connect(self.coletar)
        self._relogio.start(_DE_QUANTO_EM_QUANTO_MS)

    def coletar(self) -> bool:
        """Faz uma coleta completa, se for hora; diz se fez."""
        if not self._pode():
            return False
        gc.collect()
        return True

    def parar(self) -> None:
        """O coletor volta a decidir sozinho."""
        self._relogio.stop()
        gc.unfreeze()
        gc.set_threshold(*self._antes)


def soltar(lista: MutableSequence[Any]) -> None:
    """Esvazia a lista um por um: soltar de uma vez milhares de objetos grandes para todas as threads.

    Chame numa thread de trabalho, com a lista já sem outro dono.
    """
    while lista:
        lista.pop()
