"""Campo de uma letra, S/N/T: (S) seleciona, (N) não seleciona, (T) todos."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from regras.parametros import FiltroSNT, Modo
from ui import frases, tema
from ui.componentes.texto import marcar_erro
from ui.tema import Letra, Peso

_ORDEM = (Modo.SELECIONA, Modo.NAO_SELECIONA, Modo.TODOS)
_VAO = 14


class _Letra(QLineEdit):
    """A caixinha da letra. Aceita minúscula, o espaço alterna e outra tecla não entra."""

    escolheu = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(Modo.TODOS.value)
        self.setMaxLength(1)
        self.setProperty("estreito", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(tema.fonte(Letra.CORPO, Peso.FORTE))
        self.setFixedWidth(tema.medida(40))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)

    def modo(self) -> Modo:
        return Modo(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S, N e T escolhem; o espaço vai ao seguinte; o resto que escreve é barrado."""
        letra = event.text().upper()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif letra and letra in "SNT":
            self.escolheu.emit(Modo(letra), True)
        elif letra == " ":
            seguinte = _ORDEM[(_ORDEM.index(self.modo()) + 1) % len(_ORDEM)]
            self.escolheu.emit(seguinte, False)
        elif letra or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a caixa e a letra, sem cursor nem seleção: a letra inteira é o valor."""
        opcao = QStyleOptionFrame()
        self.initStyleOption(opcao)
        pintor = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, opcao, pintor, self)
        pintor.setPen(tema.cor("texto" if self.isEnabled() else "desabilitado"))
        pintor.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        pintor.end()


class _Legenda(QWidget):
    """As três opções, a escolhida sublinhada; clicar numa a escolhe."""

    escolheu = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._modo = Modo.TODOS
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def texto(self) -> str:
        """A legenda inteira, como na tela."""
        return " ".join(frases.modo(modo) for modo in _ORDEM)

    def mostrar(self, modo: Modo) -> None:
        self._modo = modo
        self.update()

    def sizeHint(self) -> QSize:
        """As três opções com os vãos, sempre na largura da letra forte para nada pular."""
        forte = QFontMetrics(tema.fonte(Letra.CORPO, Peso.FORTE))
        largura = sum(forte.horizontalAdvance(frases.modo(modo)) for modo in _ORDEM)
        return QSize(largura + tema.medida(_VAO) * (len(_ORDEM) - 1) + 2, tema.medida(30))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Escolhe a opção clicada."""
        for modo, area in self._areas():
            if area.contains(event.position()):
                self.escolheu.emit(modo)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta as opções; a linha embaixo da escolhida diz o estado sem depender da cor."""
        pintor = QPainter(self)
        for modo, area in self._areas():
            escolhida = modo is self._modo
            pintor.setFont(tema.fonte(Letra.CORPO, Peso.FORTE if escolhida else Peso.NORMAL))
            tom = "desabilitado" if not self.isEnabled() else "texto" if escolhida else "texto2"
            pintor.setPen(tema.cor(tom))
            pintor.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), frases.modo(modo))
            if escolhida:
                pintor.setPen(QPen(tema.cor("acento" if self.isEnabled() else "desabilitado"), tema.medida(2)))
                base = area.bottom() - tema.medida(3)
                pintor.drawLine(round(area.left()), round(base), round(area.right()), round(base))
        pintor.end()

    def _areas(self) -> list[tuple[Modo, QRectF]]:
        areas = []
        x = 0.0
        for modo in _ORDEM:
            peso = Peso.FORTE if modo is self._modo else Peso.NORMAL
            largura = QFontMetrics(tema.fonte(Letra.CORPO, peso)).horizontalAdvance(frases.modo(modo))
            areas.append((modo, QRectF(x, 0, largura, self.height())))
            x += largura + tema.medida(_VAO)
        return areas


class CampoFiltro(QWidget):
    """Letra, legenda e os nomes marcados. O foco é da letra.

    Sinais:
        mudou(): o modo ou os nomes mudaram.
        pediu_selecao(Modo): S ou N digitados ou clicados: abra a lista de marcação.
        validou(str): a frase do erro, ou vazio.
    """

    mudou = Signal()
    pediu_selecao = Signal(object)
    validou = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._marcados: tuple[str, ...] = ()
        self.letra = _Letra()
        self.legenda = _Legenda()
        self.setFocusProxy(self.letra)
        self.setFocusPolicy(self.letra.focusPolicy())
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(12))
        caixa.addWidget(self.letra)
        caixa.addWidget(self.legenda)
        caixa.addStretch(1)
        self.letra.escolheu.connect(self._ao_escolher)
        self.legenda.escolheu.connect(self._ao_escolher)

    @property
    def modo(self) -> Modo:
        """A letra escolhida."""
        return self.letra.modo()

    @property
    def filtro(self) -> FiltroSNT:
        """O modo e os nomes marcados."""
        return FiltroSNT(self.modo, self._marcados)

    def definir(self, filtro: FiltroSNT) -> None:
        """Mostra um filtro sem abrir a seleção."""
        if filtro != self.filtro:
            self._marcados = filtro.marcados
            self.letra.setText(filtro.modo.value)
            self.legenda.mostrar(filtro.modo)
            self.mudou.emit()
        if self.letra.property("erro"):
            self.conferir()

    def conferir(self) -> str:
        """S sem nada marcado é erro (regras.md §3.1); devolve a frase, ou vazio, e avisa o formulário."""
        frase = ""
        if self.modo is Modo.SELECIONA and not self._marcados:
            frase = "Marque ao menos um (F2), ou use (T) todos."
        marcar_erro(self.letra, bool(frase))
        self.validou.emit(frase)
        return frase

    def _ao_escolher(self, modo: Modo, abre: bool = True) -> None:
        """A letra e a legenda escolhem e abrem a seleção; o espaço só alterna."""
        self.letra.setFocus()
        self.definir(FiltroSNT(modo, self._marcados))
        if abre and modo is not Modo.TODOS:
            self.pediu_selecao.emit(modo)
