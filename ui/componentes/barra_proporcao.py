"""Barra horizontal repartida: cada parte na largura do seu valor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import tema


class BarraProporcao(QWidget):
    """Partes (valor, nome da cor). Sem nada, é só o trilho."""

    def __init__(self, altura: int = 8, raio: int = 2) -> None:
        super().__init__()
        self._raio = raio
        self._partes: tuple[tuple[int, str], ...] = ()
        self.setFixedHeight(tema.medida(altura))

    def mostrar(self, partes: Sequence[tuple[int, str]]) -> None:
        """Troca as partes; valores não negativos na mesma unidade."""
        self._partes = tuple(partes)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o trilho e as partes, com um fio entre elas."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(Qt.PenStyle.NoPen)
        raio = tema.medida(self._raio)
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
