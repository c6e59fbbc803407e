"""Caixa de marcar pintada pelo tema."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui import recursos, tema
from ui.tema import Letra, Peso

_LADO = 16
_VAO = 8


def pintar_caixa(pintor: QPainter, area: QRectF, marcada: bool, habilitada: bool = True) -> None:
    """Pinta só o quadrado de marcar; serve também às células de tabela."""
    raio = tema.medida(3)
    dentro = area.adjusted(0.5, 0.5, -0.5, -0.5)
    if marcada:
        fundo = tema.cor("primario" if habilitada else "linha2")
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(fundo)
        pintor.drawRoundedRect(area, raio, raio)
        margem = area.width() * 0.06
        sobre = area.adjusted(margem, margem, -margem, -margem)
        recursos.pintar_icone(pintor, sobre, "marca", tema.tom("primario_texto" if habilitada else "desabilitado"))
        return
    pintor.setPen(QPen(tema.cor("borda" if habilitada else "linha2"), 1))
    pintor.setBrush(tema.cor("campo" if habilitada else "rebaixo"))
    pintor.drawRoundedRect(dentro, raio, raio)


class CaixaMarcar(QCheckBox):
    """Caixa com texto; `&` no texto dá o Alt+letra e o nome acessível é o texto."""

    def __init__(self, texto: str, *, peso: Peso = Peso.NORMAL) -> None:
        super().__init__(texto)
        self.setFont(tema.fonte(Letra.CORPO, peso))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(texto.replace("&", ""))

    def sizeHint(self) -> QSize:
        """Quadrado, vão e texto."""
        texto = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text())
        largura = tema.medida(_LADO) + (tema.medida(_VAO) + texto.width() if self.text() else 0)
        return QSize(largura + 2, max(texto.height(), tema.medida(_LADO)) + tema.medida(4))

    def minimumSizeHint(self) -> QSize:
        """O mesmo: o texto não se corta."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Clicar no texto também marca."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o quadrado e o texto."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        lado = tema.medida(_LADO)
        pintar_caixa(pintor, QRectF(0, (self.height() - lado) // 2, lado, lado), self.isChecked(), self.isEnabled())
        pintor.setPen(tema.cor("texto" if self.isEnabled() else "desabilitado"))
        area = QRectF(lado + tema.medida(_VAO), 0, self.width(), self.height())
        bandeiras = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        pintor.drawText(area, int(bandeiras), self.text())
        pintor.end()
