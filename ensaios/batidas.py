"""O que mede o laço de eventos da janela: um temporizador de 1 ms, e um processo que só dorme como referência."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

META_MS = 50.0
"""Nenhuma ação pode parar o laço de eventos por mais que isto."""
BATIDA_MS = 1
LIMITE_S = 120.0


class Batidas(QObject):
    """Mede quanto o laço de eventos se atrasa.

    Atributos:
        atrasos_ms: de cada batida, no relógio de parede.
        ocupados_ms: quanto, em cada batida, a linha da tela esteve ocupada ela mesma: não conta o que a máquina ou
            outra thread a fizeram esperar.
    """

    def __init__(self) -> None:
        super().__init__()
        self.atrasos_ms: list[float] = []
        self.ocupados_ms: list[float] = []
        self.recomecar()
        self._relogio = QTimer(self)
        self._relogio.setTimerType(Qt.TimerType.PreciseTimer)
        self._relogio.timeout.connect(self._bater)
        self._relogio.start(BATIDA_MS)

    def recomecar(self) -> None:
        """Esquece o que já mediu."""
        self.atrasos_ms.clear()
        self.ocupados_ms.clear()
        self._anterior, self._ocupada = time.perf_counter(), time.thread_time()

    def _bater(self) -> None:
        agora, ocupada = time.perf_counter(), time.thread_time()
        self.atrasos_ms.append((agora - self._anterior) * 1000 - BATIDA_MS)
        self.ocupados_ms.append((ocupada - self._ocupada) * 1000)
        self._anterior, self._ocupada = agora, ocupada


def resumir(atrasos_ms: list[float]) -> dict[str, float]:
    """A maior parada e as que só uma em mil batidas passa."""
    em_ordem = sorted(atrasos_ms)
    return {"maior_ms": round(em_ordem[-1], 1), "p999_ms": round(em_ordem[int(len(em_ordem) * 0.999)], 1)}


_DORMIR = (
    "import sys, time, threading\n"
    "fim = threading.Event()\n"
    "threading.Thread(target=lambda: (sys.stdin.read(), fim.set()), daemon=True).start()\n"
    "atrasos = []\n"
    "while not fim.is_set():\n"
    "    antes = time.perf_counter(); time.sleep(0.001)\n"
    "    atrasos.append((time.perf_counter() - antes) * 1000 - 1)\n"
    "print(*atrasos)\n"
)


@contextmanager
def so_dormindo() -> Iterator[list[float]]:
    """Um processo que só dorme enquanto o bloco corre; na saída, quanto ele se atrasou."""
    atrasos: list[float] = []
    with subprocess.Popen([sys.executable, "-c", _DORMIR], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as processo:
        yield atrasos
        saida, _ = processo.communicate()
        atrasos.extend(map(float, saida.split()))


def ate(condicao: Callable[[], bool], limite_s: float = LIMITE_S) -> None:
    """Roda o laço de eventos até a condição valer."""
    limite = time.monotonic() + limite_s
    conferir = QTimer()
    conferir.timeout.connect(lambda: QApplication.quit() if condicao() or time.monotonic() > limite else None)
    conferir.start(50)
    QApplication.exec()
    assert condicao()


def por(segundos: float) -> None:
    """Roda o laço de eventos por este tempo."""
    fim = time.monotonic() + segundos
    ate(lambda: time.monotonic() > fim)
