"""PySide6 6.12.0 solta uma referência de None a cada chamada sem retorno e derruba o processo (docs, desempenho)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_chamada_sem_retorno_nao_solta_referencia_de_none(qtbot: QtBot) -> None:
    rotulo = QLabel()
    qtbot.addWidget(rotulo)
    antes = sys.getrefcount(None)
    for vez in range(1000):
        rotulo.setText(str(vez))
    assert abs(sys.getrefcount(None) - antes) < 100
