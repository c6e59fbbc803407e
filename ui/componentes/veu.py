"""O véu que escurece a janela atrás de um diálogo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_OPACIDADE = 0.28


class Veu(QWidget):
    """Cobre a janela inteira; some quando o diálogo some."""

    def __init__(self, janela: QWidget) -> None:
        super().__init__(janela)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(janela.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o escuro."""
        tom = QColor("#0B1216")
        tom.setAlphaF(_OPACIDADE)
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tom)
        pintor.end()
