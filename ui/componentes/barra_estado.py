"""A barra de estado: o que se faz agora, as teclas do campo em foco, a situação da guia e os recados."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import recursos, tema
from ui.tema import Letra, Peso

_ALTURA = 26
_RECADO_MS = 8000


class BarraEstado(QWidget):
    """Pintada de uma vez: à esquerda o estado em negrito e as teclas, à direita a situação ou o recado."""

    def __init__(self) -> None:
        super().__init__()
        self._estado, self._situacao, self._recado = "", "", ""
        self._tom = "ok"
        self._teclas: tuple[str, ...] = ()
        self.setFixedHeight(tema.medida(_ALTURA))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._relogio = QTimer(self)
        self._relogio.setSingleShot(True)
        self._relogio.timeout.connect(self._ao_passar)

    def mostrar(self, estado: str, teclas: Sequence[str]) -> None:
        """Troca o estado (`Entre parâmetros | ESC-Sair`) e as teclas do que está em foco."""
        self._estado, self._teclas = estado, tuple(teclas)
        self._descrever()

    def situar(self, texto: str) -> None:
        """Troca a situação da guia, à direita."""
        self._situacao = texto
        self._descrever()

    def dar_recado(self, texto: str, tom: str = "ok") -> None:
        """Mostra um recado por alguns segundos no lugar da situação; `tom` é `ok`, `aviso` ou `perigo`."""
        self._recado, self._tom = texto, tom
        self._relogio.start(_RECADO_MS)
        self._descrever()

    def texto(self) -> str:
        """Tudo o que a barra diz, para conferir."""
        return " | ".join(parte for parte in (self._estado, *self._teclas, self._recado or self._situacao) if parte)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a barra."""
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tema.cor("fundo"))
        pintor.setPen(tema.cor("linha2"))
        pintor.drawLine(0, 0, self.width(), 0)
        margem = tema.medida(20)
        limite = self._pintar_direita(pintor, self.width() - margem)
        x = self._escrever(pintor, margem, self._estado, peso=Peso.FORTE, cor="texto")
        for tecla in self._teclas:
            risco = x + tema.medida(9)
            inicio = risco + tema.medida(9)
            if inicio + self._largura(tecla, Peso.NORMAL) > limite:
                break
            pintor.setPen(QPen(tema.cor("linha2"), 1))
            pintor.drawLine(risco, tema.medida(7), risco, self.height() - tema.medida(6))
            x = self._escrever(pintor, inicio, tecla, peso=Peso.NORMAL, cor="texto2")
        pintor.end()

    def _pintar_direita(self, pintor: QPainter, direita: int) -> int:
        """Pinta a situação ou o recado e devolve até onde a esquerda pode ir."""
        texto = self._recado or self._situacao
        if not texto:
            return direita
        peso, cor = (Peso.MEIO, self._tom) if self._recado else (Peso.NORMAL, "texto2")
        maximo = self.width() // 2
        texto = QFontMetrics(tema.fonte(Letra.DETALHE, peso)).elidedText(texto, Qt.TextElideMode.ElideMiddle, maximo)
        x = direita - self._largura(texto, peso)
        self._escrever(pintor, x, texto, peso=peso, cor=cor)
        if self._recado:
            lado = tema.medida(14)
            x -= lado + tema.medida(6)
            icone = {"ok": "certo", "aviso": "alerta", "perigo": "erro"}[self._tom]
            area = QRectF(x, (self.height() - lado) / 2, lado, lado)
            recursos.pintar_icone(pintor, area, icone, tema.cor(cor).name())
        return x - tema.medida(16)

    def _escrever(self, pintor: QPainter, x: int, texto: str, *, peso: Peso, cor: str) -> int:
        """Escreve a partir de `x` e devolve onde acabou."""
        pintor.setFont(tema.fonte(Letra.DETALHE, peso))
        pintor.setPen(tema.cor(cor))
        largura = self._largura(texto, peso)
        area = QRectF(x, 0, largura + 1, self.height())
        pintor.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), texto)
        return x + largura

    def _largura(self, texto: str, peso: Peso) -> int:
        return QFontMetrics(tema.fonte(Letra.DETALHE, peso)).horizontalAdvance(texto)

    def _ao_passar(self) -> None:
        self._recado = ""
        self._descrever()

    def _descrever(self) -> None:
        self.setAccessibleName(self.texto())
        self.update()
