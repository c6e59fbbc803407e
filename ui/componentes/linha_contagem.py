"""Linha com ícone, nome, complemento e um número; clicável quando há o que abrir."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from ui import frases, recursos, tema
from ui.componentes.clicavel import Clicavel
from ui.tema import Letra, Peso

_ALTURA = 26
_RECUO = 23
_SETA = 20


class LinhaContagem(Clicavel):
    """Pintada como uma linha de lista. Enter e espaço abrem."""

    def __init__(self, icone: str, cor: str, *, abre: bool) -> None:
        """Monta a linha; com `abre` falso ela só informa, e não recebe foco."""
        super().__init__()
        self._icone, self._cor, self._abre = icone, cor, abre
        self._nome, self._detalhe, self._quantos = "", "", 0
        self.setFixedHeight(tema.medida(_ALTURA))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if abre else Qt.FocusPolicy.NoFocus)
        if abre:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setProperty("teclas", ["Enter-Ver quem são"])

    def mostrar(self, nome: str, quantos: int, detalhe: str = "") -> None:
        """Troca o que a linha diz."""
        self._nome, self._quantos, self._detalhe = nome, quantos, detalhe
        self.setAccessibleName(f"{nome}: {frases.numero(quantos)}")
        self.setAccessibleDescription(detalhe)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a linha."""
        pintor = QPainter(self)
        if self._abre and self.underMouse():
            pintor.fillRect(self.rect(), tema.cor("suave"))
        lado = tema.medida(16)
        area = QRectF(0, (self.height() - lado) / 2, lado, lado)
        recursos.pintar_icone(pintor, area, self._icone, tema.cor(self._cor).name())
        direita = self.width() - (tema.medida(_SETA) if self._abre else 0)
        if self._abre:
            lado = tema.medida(12)
            seta = QRectF(self.width() - lado, (self.height() - lado) / 2, lado, lado)
            recursos.pintar_icone(pintor, seta, "seta_direita", tema.tom("texto2"))
        self._escrever(pintor, direita)
        pintor.end()

    def _escrever(self, pintor: QPainter, direita: int) -> None:
        meio = Qt.AlignmentFlag.AlignVCenter
        numero = frases.numero(self._quantos)
        forte, corpo, fina = tema.fonte(peso=Peso.FORTE), tema.fonte(), tema.fonte(Letra.DETALHE)
        pintor.setPen(tema.cor("texto"))
        pintor.setFont(forte)
        pintor.drawText(QRectF(0, 0, direita, self.height()), int(meio | Qt.AlignmentFlag.AlignRight), numero)
        sobra = direita - QFontMetrics(forte).horizontalAdvance(numero) - tema.medida(8)
        x = tema.medida(_RECUO)
        pintor.setFont(corpo)
        nome = QFontMetrics(corpo).elidedText(self._nome, Qt.TextElideMode.ElideRight, sobra - x)
        pintor.drawText(QRectF(x, 0, sobra - x, self.height()), int(meio), nome)
        x += QFontMetrics(corpo).horizontalAdvance(nome) + tema.medida(8)
        if sobra - x > tema.medida(20):
            pintor.setFont(fina)
            pintor.setPen(tema.cor("texto2"))
            detalhe = QFontMetrics(fina).elidedText(self._detalhe, Qt.TextElideMode.ElideRight, sobra - x)
            pintor.drawText(QRectF(x, 0, sobra - x, self.height()), int(meio), detalhe)
