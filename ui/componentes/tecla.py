"""A etiqueta que mostra uma tecla ("Esc", "F4") dentro de botões, links e balões."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import tema
from ui.tema import Letra, Peso

_ALTURA = 18


def largura_da_tecla(tecla: str) -> int:
    """Largura da etiqueta, em pixels da tela."""
    metrica = QFontMetrics(tema.fonte(Letra.TECLA, Peso.MEIO))
    return metrica.horizontalAdvance(tecla) + tema.medida(10)


def pintar_tecla(pintor: QPainter, x: float, altura: int, tecla: str, *, fundo: QColor, frente: QColor) -> None:
    """Pinta a etiqueta a partir de `x`, centrada numa faixa de `altura` pixels."""
    alta = tema.medida(_ALTURA)
    area = QRectF(x, (altura - alta) / 2, largura_da_tecla(tecla), alta)
    pintor.setPen(Qt.PenStyle.NoPen)
    pintor.setBrush(fundo)
    pintor.drawRoundedRect(area, tema.medida(3), tema.medida(3))
    pintor.setFont(tema.fonte(Letra.TECLA, Peso.MEIO))
    pintor.setPen(frente)
    pintor.drawText(area, int(Qt.AlignmentFlag.AlignCenter), tecla)


class Tecla(QWidget):
    """Uma tecla escrita, solta no texto."""

    def __init__(self, tecla: str) -> None:
        super().__init__()
        self._tecla = tecla
        self.setFixedSize(largura_da_tecla(tecla), tema.medida(_ALTURA))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a etiqueta com a cor do texto."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintar_tecla(pintor, 0, self.height(), self._tecla, fundo=tema.cor("rebaixo"), frente=tema.cor("texto"))
        pintor.end()
