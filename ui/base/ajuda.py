"""O balão de ajuda de um campo: o mesmo texto no botão "i" e na tecla F1."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import recursos, tema
from ui.componentes.botao import Link
from ui.componentes.tecla import Tecla
from ui.componentes.texto import Texto
from ui.recursos import Ajuda
from ui.tema import Letra, Peso

_LARGURA = 380
_LARGURA_MINIMA = 300
_BICO = 10
_SOMBRA = 16


class BalaoAjuda(QWidget):
    """Balão preso a um botão "i". F1, Esc ou um clique fora fecham.

    Sinais:
        pediu_tutorial(str): o operador quer o capítulo do passo a passo.
    """

    pediu_tutorial = Signal(str)

    def __init__(self, ajuda: str | Ajuda, ancora: QWidget) -> None:
        """Monta o balão, que sai da âncora; `ajuda` é a chave do texto, ou o próprio, se depende da tela."""
        super().__init__(ancora, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ancora = ancora
        # No X11 não se sabe se há quem componha as janelas: sem isso o transparente sai preto.
        self._recorta = QGuiApplication.platformName() == "xcb"
        self._bico_a_esquerda = True
        self._altura_do_bico = 0.0
        self._ajuda = recursos.ajuda(ajuda) if isinstance(ajuda, str) else ajuda
        self.setAccessibleName(self._ajuda.titulo)
        self._montar()

    @classmethod
    def abrir(cls, ajuda: str | Ajuda, ancora: QWidget) -> BalaoAjuda:
        """Mostra a ajuda ao lado de `ancora`."""
        balao = cls(ajuda, ancora)
        balao._posicionar()
        balao.show()
        return balao

    def _montar(self) -> None:
        folga = tema.medida(_SOMBRA)
        fora = QVBoxLayout(self)
        fora.setContentsMargins(folga, folga, folga, folga)
        self._caixa = QWidget()
        fora.addWidget(self._caixa)
        dentro = QVBoxLayout(self._caixa)
        dentro.setContentsMargins(*[tema.medida(lado) for lado in (18, 14, 14, 12)])
        dentro.setSpacing(tema.medida(8))
        dentro.addWidget(Texto(self._ajuda.titulo, letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True))
        self.corpo = QLabel(html_do_tema(self._ajuda.corpo))
        self.corpo.setTextFormat(Qt.TextFormat.RichText)
        self.corpo.setWordWrap(True)
        self.corpo.setFont(tema.fonte())
        dentro.addWidget(self.corpo)
        dentro.addLayout(self._rodape())

    def _rodape(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(6))
        if self._ajuda.tutorial:
            linha.addWidget(Link("Ver no tutorial", ao_clicar=self._ao_pedir_tutorial))
        linha.addStretch(1)
        linha.addWidget(Tecla("F1"))
        linha.addWidget(Texto("ou", letra=Letra.DETALHE, cor="texto2"))
        linha.addWidget(Tecla("Esc"))
        linha.addWidget(Texto("fecha", letra=Letra.DETALHE, cor="texto2"))
        return linha

    def _posicionar(self) -> None:
        """À direita da âncora, mais estreito se preciso; sem lugar, à esquerda. Nunca sai da tela."""
        tela = self._ancora.screen().availableGeometry()
        ponto = self._ancora.mapToGlobal(QPoint(0, self._ancora.height() // 2))
        folga = tema.medida(_SOMBRA)
        vao = tema.medida(_BICO + 4)
        inicio = ponto.x() + self._ancora.width() + vao
        livre = tela.right() - inicio
        self._bico_a_esquerda = livre >= tema.medida(_LARGURA_MINIMA)
        largura = min(tema.medida(_LARGURA), livre) if self._bico_a_esquerda else tema.medida(_LARGURA)
        self._caixa.setFixedWidth(largura)
        self.adjustSize()
        esquerda = inicio - folga
        if not self._bico_a_esquerda:
            esquerda = max(tela.left(), ponto.x() - vao + folga - self.width())
        topo = min(max(tela.top(), ponto.y() - self.height() // 3), tela.bottom() - self.height() + folga)
        self.move(esquerda, topo)
        limite = tema.medida(16)
        self._altura_do_bico = min(max(ponto.y() - topo, folga + limite), self.height() - folga - limite)
        if self._recorta:
            self.setMask(self._recorte())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 e Esc fecham."""
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a sombra, o balão e o bico que aponta o campo."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        forma = self._forma()
        sombra = tema.cor("texto" if not tema.escuro() else "fundo")
        pintor.setPen(Qt.PenStyle.NoPen)
        if self._recorta:
            pintor.fillRect(self.rect(), tema.cor("sup"))
        for passo in range(0 if self._recorta else 8, 0, -1):
            sombra.setAlphaF(0.022)
            pintor.setBrush(sombra)
            area = QRectF(self._area_da_caixa()).adjusted(-passo, -passo + 3, passo, passo + 3)
            pintor.drawRoundedRect(area, 8 + passo, 8 + passo)
        pintor.setPen(QPen(tema.cor("linha2"), 1))
        pintor.setBrush(tema.cor("sup"))
        pintor.drawPath(forma)
        pintor.end()

    def _area_da_caixa(self) -> QRect:
        folga = tema.medida(_SOMBRA)
        return self.rect().adjusted(folga, folga, -folga, -folga)

    def _forma(self) -> QPainterPath:
        area = QRectF(self._area_da_caixa()).adjusted(0.5, 0.5, -0.5, -0.5)
        corpo = QPainterPath()
        corpo.addRoundedRect(area, tema.medida(8), tema.medida(8))
        bico = tema.medida(_BICO)
        borda = area.left() + 1 if self._bico_a_esquerda else area.right() - 1
        ponta = borda - bico if self._bico_a_esquerda else borda + bico
        meio = self._altura_do_bico
        triangulo = QPainterPath(QPointF(borda, meio - bico * 0.8))
        triangulo.lineTo(ponta, meio)
        triangulo.lineTo(borda, meio + bico * 0.8)
        triangulo.closeSubpath()
        return corpo.united(triangulo)

    def _recorte(self) -> QRegion:
        """A forma com um ponto de sobra, para o fio da borda não se perder."""
        traco = QPainterPathStroker()
        traco.setWidth(2)
        forma = self._forma()
        return QRegion(traco.createStroke(forma).united(forma).toFillPolygon().toPolygon())

    def _ao_pedir_tutorial(self) -> None:
        capitulo = self._ajuda.tutorial
        self.close()
        self.pediu_tutorial.emit(capitulo)


def html_do_tema(corpo: str) -> str:
    """Envolve um HTML simples com as cores e espaços do tema em vigor.

    O Qt não aceita tamanho de letra em `h2`: ele vira um parágrafo de classe `bloco`.
    """
    tons = tema.cores()
    vao = tema.medida(4)
    folha = (
        f"body{{color:{tons['texto']}}} p{{margin:0 0 {vao}px 0}} a{{color:{tons['acento']}}} "
        f".bloco{{color:{tons['texto2']};font-weight:600;margin:{2 * vao}px 0 {vao // 2}px 0}} "
        f".fraco{{color:{tons['texto2']}}} ul,ol{{margin:0 0 {vao}px 0;-qt-list-indent:1}} "
        f"li{{margin-bottom:{vao // 2}px}} td{{padding:1px {3 * vao}px 1px 0}}"
    )
    miolo = corpo.replace("<h2>", '<p class="bloco">').replace("</h2>", "</p>")
    return f"<style>{folha}</style>{miolo}"
