"""Os nomes marcados num filtro, em etiquetas com x; quando não cabem, "3 de 8 marcados"."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import recursos, tema
from ui.tema import Letra, Peso

_ALTURA = 24
_VAO = 7
_MARGEM = 10
_X = 9


class FileiraMarcados(QWidget):
    """Etiquetas. O mouse tira uma; o teclado usa a seleção (F2).

    Sinais:
        tirou(str): clicaram no x deste nome.
    """

    tirou = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._nomes: tuple[str, ...] = ()
        self._existentes = 0
        self._resumida = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def mostrar(self, nomes: tuple[str, ...], existentes: int) -> None:
        """Troca os nomes; `existentes` é quantos há para marcar."""
        self._nomes, self._existentes = nomes, existentes
        self.setAccessibleName("Marcados: {}".format(", ".join(nomes) or "nenhum"))
        self.setToolTip(", ".join(nomes))
        self.updateGeometry()
        self.update()

    def resumir(self, resumida: bool) -> None:
        """Força a forma curta (telas estreitas)."""
        self._resumida = resumida
        self.updateGeometry()
        self.update()

    def textos(self) -> list[str]:
        """O que está escrito nas etiquetas."""
        return [texto for _, texto in self._etiquetas()]

    def sizeHint(self) -> QSize:
        """A largura de todas as etiquetas, ou a da forma curta quando é ela que vale."""
        if self._resumida or not self._nomes:
            return self.minimumSizeHint()
        return QSize(self._largura(list(self._nomes), com_x=True), tema.medida(_ALTURA))

    def minimumSizeHint(self) -> QSize:
        """A da forma curta."""
        return QSize(self._largura([self._curto()], com_x=False), tema.medida(_ALTURA))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mão sobre o x."""
        sobre = self._x_em(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if sobre else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clicar no x tira o nome."""
        nome = self._x_em(event.position().x())
        if nome is not None:
            self.tirou.emit(nome)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta as etiquetas."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setFont(tema.fonte(Letra.DETALHE, Peso.MEIO))
        com_x = self._cabem()
        for area, texto in self._etiquetas():
            pintor.setPen(Qt.PenStyle.NoPen)
            pintor.setBrush(tema.cor("suave"))
            pintor.drawRoundedRect(area, area.height() / 2, area.height() / 2)
            pintor.setPen(tema.cor("texto" if self.isEnabled() else "desabilitado"))
            dentro = area.adjusted(tema.medida(_MARGEM), 0, 0, 0)
            pintor.drawText(dentro, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), texto)
            if com_x:
                recursos.pintar_icone(pintor, self._area_do_x(area), "fechar", tema.tom("texto2"))
        pintor.end()

    def _curto(self) -> str:
        if not self._nomes:
            return "nenhum marcado"
        return f"{len(self._nomes)} de {max(self._existentes, len(self._nomes))} marcados"

    def _cabem(self) -> bool:
        return bool(self._nomes) and not self._resumida and self._largura(list(self._nomes), com_x=True) <= self.width()

    def _largura(self, textos: list[str], *, com_x: bool) -> int:
        return sum(self._largura_de(texto, com_x) for texto in textos) + tema.medida(_VAO) * max(len(textos) - 1, 0)

    def _largura_de(self, texto: str, com_x: bool) -> int:
        largura = QFontMetrics(tema.fonte(Letra.DETALHE, Peso.MEIO)).horizontalAdvance(texto)
        return largura + 2 * tema.medida(_MARGEM) + (tema.medida(_X + 8) if com_x else 0)

    def _etiquetas(self) -> list[tuple[QRectF, str]]:
        com_x = self._cabem()
        textos = list(self._nomes) if com_x else [self._curto()]
        etiquetas = []
        x = 0.0
        altura = tema.medida(_ALTURA)
        for texto in textos:
            largura = self._largura_de(texto, com_x)
            etiquetas.append((QRectF(x, (self.height() - altura) / 2, largura, altura), texto))
            x += largura + tema.medida(_VAO)
        return etiquetas

    def _area_do_x(self, etiqueta: QRectF) -> QRectF:
        lado = tema.medida(_X)
        esquerda = etiqueta.right() - tema.medida(_MARGEM) - lado
        return QRectF(esquerda, etiqueta.center().y() - lado / 2, lado, lado)

    def _x_em(self, x: float) -> str | None:
        if not self._cabem():
            return None
        folga = tema.medida(4)
        for area, texto in self._etiquetas():
            alvo = self._area_do_x(area)
            if alvo.left() - folga <= x <= alvo.right() + folga:
                return texto
        return None
