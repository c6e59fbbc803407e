"""Barra horizontal repartida: cada parte na largura do seu valor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tema

_ALTURA = 8


class BarraProporcao(QWidget):
    """Partes (valor, nome da cor). Sem nada, é só o trilho."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._partes: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mostrar(self, partes: Sequence[tuple[int, str]]) -> None:
        """Troca as partes; valores não negativos na mesma unidade."""
        self._partes = tuple(partes)
        self.update()

    def sizeHint(self) -> QSize:
        """Largura livre, altura fixa."""
        return QSize(tema.medida(120), tema.medida(_ALTURA))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o trilho e as partes, com um fio entre elas."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(Qt.PenStyle.NoPen)
        raio = tema.medida(2)
        pintor.setBrush(tema.cor("rebaixo"))
        pintor.drawRoundedRect(QRectF(self.rect()), raio, raio)
        total = sum(valor for valor, _ in self._partes)
        x = 0.0
        for valor, cor in self._partes:
            if not valor:
                continue
            largura = valor / total * self.width()
            pintor.setBrush(tema.cor(cor))
            fio = 2 if x + largura < self.width() - 1 else 0
            pintor.drawRoundedRect(QRectF(x, 0, max(largura - fio, 2), self.height()), raio, raio)
            x += largura
        pintor.end()
