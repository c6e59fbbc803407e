"""Área de rolagem que traz à vista o campo em foco, com o erro que está embaixo dele."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from ui import tema

_FOLGA = 48
"""O que se mostra acima e abaixo do campo: cabe a frase do erro."""


def que_rola(miolo: QWidget, largura: int) -> AreaQueSegue:
    """O miolo, que numa tela mais estreita que `largura` (pixels com letra em 100 %) rola em vez de ser cortado."""
    miolo.setMinimumWidth(tema.medida(largura))
    area = AreaQueSegue()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(miolo)
    return area


class AreaQueSegue(QScrollArea):
    """O Qt só rola com o Tab; aqui, também com Enter, com clique e com o foco que uma regra põe no campo errado."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - um QWidget só existe com o programa
        app.focusChanged.connect(self._ao_mudar_foco)

    def _ao_mudar_foco(self, _antes: QWidget | None, agora: QWidget | None) -> None:
        if isValid(self) and agora is not None and self.isAncestorOf(agora):
            self.ensureWidgetVisible(agora, 0, tema.medida(_FOLGA))
