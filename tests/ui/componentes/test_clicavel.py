from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from ui.componentes.clicavel import Clicavel


class Linha(Clicavel):
    """A menor coisa que se pode clicar."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Não pinta nada."""


@pytest.mark.parametrize(
    ("tecla", "cliques"), [(Qt.Key.Key_Return, 1), (Qt.Key.Key_Enter, 1), (Qt.Key.Key_Space, 1), (Qt.Key.Key_A, 0)]
)
def test_enter_e_espaco_clicam_e_outra_tecla_nao(qtbot: QtBot, tecla: Qt.Key, cliques: int) -> None:
    linha = Linha()
    qtbot.addWidget(linha)
    vistos: list[str] = []
    linha.clicked.connect(lambda: vistos.append("clique"))
    qtbot.keyClick(linha, tecla)
    assert len(vistos) == cliques
