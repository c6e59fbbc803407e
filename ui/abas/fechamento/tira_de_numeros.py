"""A tira de números do painel: cada um se lê de longe e, clicado, abre a tela que o explica."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import recursos, tema
from ui.abas.fechamento.numeros_do_dia import Numero
from ui.componentes.clicavel import Clicavel
from ui.componentes.disposicao import em_linha
from ui.tema import Letra, Peso

_ALTURA, _MARGEM = 80, 11


class TiraDeNumeros(QWidget):
    """Os números lado a lado, numa moldura.

    Sinais:
        pediu(Numero): o operador quer ver o que está por trás de um número.
    """

    pediu = Signal(object)

    def __init__(self, quantos: int) -> None:
        super().__init__()
        self._numeros: tuple[Numero, ...] = ()
        self.setFixedHeight(tema.medida(_ALTURA))
        tema.dar_moldura(self, "numeros")
        self.celulas = [_Celula(posicao > 0) for posicao in range(quantos)]
        for posicao, celula in enumerate(self.celulas):
            celula.clicked.connect(lambda _marcado=False, qual=posicao: self._ao_clicar(qual))
        em_linha(*((celula, 1) for celula in self.celulas), espaco=0, margens=(1, 1, 1, 1), dono=self)

    def mostrar(self, numeros: Sequence[Numero]) -> None:
        """Troca os números, na ordem das células."""
        self._numeros = tuple(numeros)
        for celula, numero in zip(self.celulas, numeros, strict=True):
            celula.mostrar(numero)

    def _ao_clicar(self, posicao: int) -> None:
        if posicao < len(self._numeros):
            self.pediu.emit(self._numeros[posicao])


class _Celula(Clicavel):
    """Título, número e detalhe; Enter e espaço abrem."""

    def __init__(self, separa: bool) -> None:
        super().__init__()
        self._separa = separa
        self._numero: Numero | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("teclas", ["Enter-Abre"])
        self.setAccessibleName("Calculando")

    def mostrar(self, numero: Numero) -> None:
        """Troca o que a célula diz."""
        self._numero = numero
        self.setAccessibleName(f"{numero.titulo}: {numero.valor}, {numero.detalhe}")
        self.setToolTip(f"{numero.titulo}: {numero.detalhe}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a célula; sob o mouse, o fundo diz que é clicável."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            pintor.setPen(Qt.PenStyle.NoPen)
            pintor.setBrush(tema.cor("suave"))
            pintor.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), tema.medida(5), tema.medida(5))
        if self._separa:
            folga = tema.medida(12)
            pintor.fillRect(QRectF(0, folga, 1, self.height() - 2 * folga), tema.cor("linha"))
        if self._numero is not None:
            self._escrever(pintor, self._numero)
        pintor.end()

    def _escrever(self, pintor: QPainter, numero: Numero) -> None:
        margem, lado, seta = tema.medida(_MARGEM), tema.medida(14), tema.medida(11)
        direita = self.width() - margem
        x = margem
        estreita = tema.fonte(Letra.TECLA, Peso.MEIO)
        sem_icone = direita - margem - QFontMetrics(estreita).horizontalAdvance(numero.titulo)
        if numero.icone and sem_icone >= lado + tema.medida(6):
            area = QRectF(x, tema.medida(11), lado, lado)
            recursos.pintar_icone(pintor, area, numero.icone, tema.cor(numero.cor).name())
            x += lado + tema.medida(6)
        detalhe, grande = tema.fonte(Letra.DETALHE, Peso.MEIO), tema.fonte(Letra.NUMERO, Peso.FORTE)
        if x + QFontMetrics(detalhe).horizontalAdvance(numero.titulo) > direita:
            detalhe = estreita
        limite_do_titulo = direita
        if x + QFontMetrics(detalhe).horizontalAdvance(numero.titulo) + tema.medida(4) + seta <= direita:
            limite_do_titulo -= seta
            area = QRectF(limite_do_titulo, tema.medida(13), seta, seta)
            recursos.pintar_icone(pintor, area, "seta_direita", tema.tom("texto2"))
        for texto, letra, cor, esquerda, limite, topo, altura in (
            (numero.titulo, detalhe, "texto2", x, limite_do_titulo, 9, 18),
            (numero.valor, grande, numero.cor, margem, direita, 27, 26),
            (numero.detalhe, tema.fonte(Letra.DETALHE), "texto2", margem, direita, 53, 18),
        ):
            pintor.setFont(letra)
            pintor.setPen(tema.cor(cor))
            cabe = QFontMetrics(letra).elidedText(texto, Qt.TextElideMode.ElideRight, int(limite - esquerda))
            area = QRectF(esquerda, tema.medida(topo), limite - esquerda, tema.medida(altura))
            pintor.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), cabe)
