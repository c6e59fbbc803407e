"""Um botão pintado por quem o deriva: Enter aperta, como o espaço."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class Clicavel(QAbstractButton):
    """A base das linhas e células que se abrem; o Qt só daria o espaço."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter abre, como o espaço."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
