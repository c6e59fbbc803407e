"""Barras lado a lado, cada uma empilhada em partes; as setas andam entre elas e Enter abre a corrente."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip

from ui import tema
from ui.componentes.anel_foco import seguir
from ui.tema import Letra, Peso

_TOPO, _PE, _ALTURA, _LARGURA = 18, 20, 120, 40
_MAIS_LARGA = 44
_MENOR_ALTURA = 44
"""Pouca, para não segurar a janela: quem o mostra decide a altura em que já não se lê."""
_FIO = 1.5


@dataclass(frozen=True, slots=True)
class Barra:
    """Uma barra.

    Atributos:
        rotulo: o que vai embaixo.
        partes: valor (não negativo) e nome da cor, de baixo para cima; None é que não se sabe, e não se pinta barra.
        topo: o número em cima.
        frase: tudo o que a barra diz, para a dica e o leitor de tela.
        forte: destaca os textos.
    """

    rotulo: str
    partes: tuple[tuple[int, str], ...] | None
    topo: str
    frase: str
    forte: bool = False

    @property
    def total(self) -> int:
        """A soma das partes."""
        return sum(valor for valor, _ in self.partes or ())


class BarrasEmpilhadas(QAbstractButton):
    """O gráfico; quem lê sem ver ouve a frase da barra corrente, e sabe que ela se abre: é um botão para o leitor.

    Sinais:
        escolheu(int): clique, Enter ou espaço numa barra; a posição dela.
        mudou(int): a barra corrente mudou.
    """

    escolheu = Signal(int)
    mudou = Signal(int)

    def __init__(self, nome: str) -> None:
        """Monta vazio; `nome` é o que o leitor de tela diz antes da barra corrente."""
        super().__init__()
        self._nome = nome
        self._barras: tuple[Barra, ...] = ()
        self.corrente = self._sob_o_mouse = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(tema.medida(_MENOR_ALTURA))
        self.setProperty("teclas", ["←→-Muda de mês", "Enter-Abre"])
        self._dizer()

    def mostrar(self, barras: Sequence[Barra]) -> None:
        """Troca as barras; a corrente continua na mesma posição, ou vai à última."""
        self._barras = tuple(barras)
        if not 0 <= self.corrente < len(self._barras):
            self.corrente = len(self._barras) - 1
        self._dizer()
        self.update()

    def ir_para(self, posicao: int) -> None:
        """Faz de uma barra a corrente."""
        if 0 <= posicao < len(self._barras) and posicao != self.corrente:
            self.corrente = posicao
            self._dizer()
            self.update()
            seguir(self)
            self.mudou.emit(posicao)

    def area_do_foco(self) -> QRect:
        """A barra corrente, para o anel de foco."""
        return self._area(self.corrente).toRect() if self._barras else self.rect()

    def sizeHint(self) -> QSize:
        """Largura e altura livres."""
        return QSize(tema.medida(_LARGURA) * max(1, len(self._barras)), tema.medida(_ALTURA))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Setas, Home e End andam; Enter e espaço abrem."""
        passos = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in passos:
            self.ir_para(self.corrente + passos[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.ir_para(0)
        elif event.key() == Qt.Key.Key_End:
            self.ir_para(len(self._barras) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._barras:
            self.escolheu.emit(self.corrente)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """O clique escolhe a barra."""
        posicao = self._posicao_em(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and posicao >= 0:
            self.ir_para(posicao)
            self.escolheu.emit(posicao)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """O fundo diz em que barra o clique cairia."""
        self._passar_por(self._posicao_em(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Ninguém sob o mouse."""
        super().leaveEvent(event)
        self._passar_por(-1)

    def event(self, event: QEvent) -> bool:
        """A dica é a frase da barra."""
        if isinstance(event, QHelpEvent):
            posicao = self._posicao_em(event.pos())
            QToolTip.showText(event.globalPos(), self._barras[posicao].frase if posicao >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o eixo e as barras."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        eixo = self.height() - tema.medida(_PE)
        pintor.fillRect(QRectF(0, eixo, self.width(), 1), tema.cor("linha2"))
        maior = max((barra.total for barra in self._barras), default=0)
        for posicao, barra in enumerate(self._barras):
            area = self._area(posicao)
            if posicao == self._sob_o_mouse:
                pintor.fillRect(area, tema.cor("suave"))
            if barra.partes is None:
                self._pintar_falha(pintor, barra, area, eixo)
            else:
                self._pintar_barra(pintor, barra, area, eixo, maior)
            self._escrever(pintor, barra.rotulo, QRectF(area.left(), eixo, area.width(), tema.medida(_PE)), barra)
        pintor.end()

    def _pintar_barra(self, pintor: QPainter, barra: Barra, area: QRectF, eixo: float, maior: int) -> None:
        topo = tema.medida(_TOPO)
        largura = min(area.width() * 0.6, tema.medida(_MAIS_LARGA))
        x, y = area.center().x() - largura / 2, eixo
        for valor, cor in barra.partes or ():
            altura = valor / maior * (eixo - topo) if maior else 0
            if altura:
                y -= altura
                pintor.fillRect(QRectF(x, y, largura, max(altura - _FIO, 1)), tema.cor(cor))
        self._escrever(pintor, barra.topo, QRectF(area.left(), y - topo, area.width(), topo), barra)

    def _pintar_falha(self, pintor: QPainter, barra: Barra, area: QRectF, eixo: float) -> None:
        """Uma moldura tracejada e vazia, do tamanho das outras: não se sabe, e não é zero."""
        largura = min(area.width() * 0.88, tema.medida(_MAIS_LARGA + 12))
        topo = tema.medida(_TOPO)
        caixa = QRectF(area.center().x() - largura / 2, topo, largura, eixo - topo)
        pintor.setPen(QPen(tema.cor("borda"), 1, Qt.PenStyle.DashLine))
        pintor.setBrush(Qt.BrushStyle.NoBrush)
        pintor.drawRect(caixa.adjusted(0.5, 0.5, -0.5, 0))
        self._escrever(pintor, barra.topo, caixa, barra)

    def _escrever(self, pintor: QPainter, texto: str, area: QRectF, barra: Barra) -> None:
        letra = tema.fonte(Letra.DETALHE, Peso.FORTE if barra.forte else Peso.NORMAL)
        if QFontMetrics(letra).horizontalAdvance(texto) > area.width():
            letra = tema.fonte(Letra.TECLA, Peso.FORTE if barra.forte else Peso.NORMAL)
        pintor.setFont(letra)
        pintor.setPen(tema.cor("texto" if barra.forte else "texto2"))
        pintor.drawText(area, int(Qt.AlignmentFlag.AlignCenter), texto)

    def _area(self, posicao: int) -> QRectF:
        largura = self.width() / max(1, len(self._barras))
        return QRectF(posicao * largura, 0, largura, self.height())

    def _posicao_em(self, ponto: QPoint) -> int:
        if not self._barras or not self.rect().contains(ponto):
            return -1
        return min(int(ponto.x() * len(self._barras) / self.width()), len(self._barras) - 1)

    def _passar_por(self, posicao: int) -> None:
        if posicao != self._sob_o_mouse:
            self._sob_o_mouse = posicao
            self.update()

    def _dizer(self) -> None:
        frase = self._barras[self.corrente].frase if self._barras else ""
        self.setAccessibleName(": ".join(filter(None, (self._nome, frase))))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
