"""O processo que `benchmarks/janela.py` cronometra: abre uma janela e escreve o instante em que ela foi pintada."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class _Pintura(QObject):
    def eventFilter(self, alvo: QObject, evento: QEvent) -> bool:  # noqa: N802 - nome do Qt
        """Na primeira pintura de uma janela, escreve a hora assim que ela chega à tela e encerra."""
        if evento.type() == QEvent.Type.Paint and isinstance(alvo, QWidget) and alvo.isWindow():
            QTimer.singleShot(0, _dizer)
        return False


def _dizer() -> None:
    print(time.time(), flush=True)
    os._exit(0)


def vazia(_base: str) -> None:
    """Uma janela do Qt sem nada dentro."""
    app = QApplication(sys.argv[:1])
    app.installEventFilter(_Pintura(app))
    janela = QMainWindow()
    janela.resize(1366, 768)
    janela.show()
    app.exec()


def inteira(base: str) -> None:
    """O programa, pela mesma entrada de quem o usa."""
    import app as programa  # noqa: PLC0415 - a janela vazia não paga por ele
    from ui import aplicativo  # noqa: PLC0415

    qt = aplicativo.preparar()
    qt.installEventFilter(_Pintura(QCoreApplication.instance()))
    programa.executar(["--base", base])
