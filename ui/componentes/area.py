"""Área de rolagem que traz à vista o campo em foco, com o erro que está embaixo dele."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui import tema

_FOLGA = 48
"""O que se mostra acima e abaixo do campo: cabe a frase do erro."""


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
