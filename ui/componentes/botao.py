"""Botões do programa: comum, principal, de perigo e link, com ícone e a tecla escrita dentro."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import recursos, tema
from ui.componentes.tecla import largura_da_tecla, pintar_tecla
from ui.tema import Letra, Peso

AoClicar = Callable[[], object] | SignalInstance
"""O que o botão faz: uma função, ou um sinal que repassa o clique."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Papel(Enum):
    """O que o botão representa; um principal por tela."""

    COMUM = "comum"
    PRINCIPAL = "principal"
    PERIGO = "perigo"


class Botao(QPushButton):
    """Botão pintado pelo tema. `tecla` aparece numa etiqueta à direita do texto; Enter e espaço apertam.

    O texto aceita `&` para Alt+letra. Nunca é o botão automático de um diálogo: Enter nos campos avança.
    """

    def __init__(
        self,
        texto: str,
        *,
        icone: str = "",
        tecla: str = "",
        papel: Papel = Papel.COMUM,
        altura: int = 30,
        ao_clicar: AoClicar | None = None,
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(texto, pai)
        if ao_clicar is not None:
            self.clicked.connect(ao_clicar)
        self._icone, self._tecla, self._papel, self._altura = icone, tecla, papel, altura
        self._tecla_a_vista = tecla
        self.setAutoDefault(False)
        self.setFont(tema.fonte(Letra.BLOCO if altura >= 40 else Letra.CORPO, _PESOS[papel]))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(texto.replace("&", "").strip() or icone)

    def esconder_tecla(self, esconder: bool) -> None:
        """Na tela estreita a etiqueta da tecla sai; a tecla continua valendo."""
        self._tecla_a_vista = "" if esconder else self._tecla
        self.updateGeometry()
        self.update()

    def mudar_papel(self, papel: Papel) -> None:
        """Troca o papel (o Não de uma confirmação é o principal)."""
        self._papel = papel
        letra = self.font()
        letra.setWeight(QFont.Weight(_PESOS[papel]))
        self.setFont(letra)

    def mudar_altura(self, altura: int) -> None:
        """Troca a altura, em pixels com letra em 100 %."""
        self._altura = altura
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ícone, texto e tecla com as margens do conceito."""
        largura = self._largura_do_conteudo() + 2 * tema.medida(11)
        if not self.text():
            largura = tema.medida(self._altura)
        return QSize(largura, tema.medida(self._altura))

    def minimumSizeHint(self) -> QSize:
        """O mesmo: texto de botão não se corta."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter aperta o botão em foco, como o espaço."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o fundo, o ícone, o texto e a tecla, centrados juntos."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        frente = self._pintar_fundo(pintor)
        x = (self.width() - self._largura_do_conteudo()) / 2
        lado = tema.medida(16)
        if self._icone:
            area = QRectF(x, (self.height() - lado) / 2, lado, lado)
            recursos.pintar_icone(pintor, area, self._icone, frente.name())
            x += lado + tema.medida(8)
        if self.text():
            largura = self._largura_do_texto()
            pintor.setPen(frente)
            bandeiras = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
            pintor.drawText(QRectF(x, 0, largura + 2, self.height()), int(bandeiras), self.text())
            x += largura + tema.medida(10)
        if self._tecla_a_vista:
            fundo = QColor(frente)
            fundo.setAlphaF(0.16 if self._papel is Papel.PRINCIPAL else 0.09)
            pintar_tecla(pintor, x, self.height(), self._tecla_a_vista, fundo=fundo, frente=frente)
        pintor.end()

    def _pintar_fundo(self, pintor: QPainter) -> QColor:
        """Pinta a caixa e devolve a cor do que vai por cima."""
        tons = tema.cores()
        fundo, frente, borda = self._tons(tons)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            fundo = _misturar(fundo, QColor(tons.texto), 0.14 if self.isDown() else 0.07)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pintor.setPen(QPen(borda, 1))
        pintor.setBrush(fundo)
        raio = tema.medida(4)
        pintor.drawRoundedRect(area, raio, raio)
        return frente

    def _tons(self, tons: tema.Cores) -> tuple[QColor, QColor, QColor]:
        """Fundo, frente e borda do papel e do estado."""
        if not self.isEnabled():
            return QColor(tons.rebaixo), QColor(tons.desabilitado), QColor(tons.linha2)
        if self._papel is Papel.PRINCIPAL:
            return QColor(tons.primario), QColor(tons.primario_texto), QColor(tons.primario)
        frente = tons.perigo if self._papel is Papel.PERIGO else tons.texto
        return QColor(tons.campo if tons.escuro else tons.sup), QColor(frente), QColor(tons.borda)

    def _largura_do_texto(self) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()

    def _largura_do_conteudo(self) -> int:
        partes = []
        if self._icone:
            partes.append(tema.medida(16))
        if self.text():
            partes.append(self._largura_do_texto() + (tema.medida(2) if self._tecla_a_vista else 0))
        if self._tecla_a_vista:
            partes.append(largura_da_tecla(self._tecla_a_vista))
        return sum(partes) + tema.medida(8) * (len(partes) - 1)


class Link(QPushButton):
    """Ação escrita como link: texto de acento, sublinhado quando pedido; Enter e espaço abrem."""

    def __init__(
        self,
        texto: str,
        *,
        icone: str = "",
        tecla: str = "",
        sublinhado: bool = True,
        letra: Letra = Letra.CORPO,
        ao_clicar: AoClicar | None = None,
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(texto, pai)
        if ao_clicar is not None:
            self.clicked.connect(ao_clicar)
        self._icone, self._tecla, self._sublinhado = icone, tecla, sublinhado
        self._tecla_a_vista = tecla
        self.setAutoDefault(False)
        self.setFlat(True)
        self.setFont(tema.fonte(letra, Peso.MEIO))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texto.replace("&", ""))

    def esconder_tecla(self, esconder: bool) -> None:
        """Na tela estreita a etiqueta da tecla sai; a tecla continua valendo."""
        self._tecla_a_vista = "" if esconder else self._tecla
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Só o conteúdo: link não tem caixa."""
        return QSize(self._largura(), self.fontMetrics().height() + tema.medida(4))

    def minimumSizeHint(self) -> QSize:
        """O mesmo."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter abre o link em foco."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta ícone, texto com a linha, e a tecla."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        frente = tema.cor("acento" if self.isEnabled() else "desabilitado")
        x = 0.0
        if self._icone:
            lado = tema.medida(16)
            recursos.pintar_icone(pintor, QRectF(0, (self.height() - lado) / 2, lado, lado), self._icone, frente.name())
            x = lado + tema.medida(6)
        largura = self._largura_do_texto()
        pintor.setPen(frente)
        bandeiras = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        pintor.drawText(QRectF(x, 0, largura + 2, self.height()), int(bandeiras), self.text())
        if self._sublinhado or self.underMouse():
            base = (self.height() + self.fontMetrics().ascent()) / 2 + tema.medida(1.5)
            pintor.setPen(QPen(frente, 1))
            pintor.drawLine(round(x), round(base), round(x + largura), round(base))
        if self._tecla_a_vista:
            x += largura + tema.medida(10)
            pintar_tecla(pintor, x, self.height(), self._tecla_a_vista, fundo=tema.cor("suave"), frente=frente)
        pintor.end()

    def _largura_do_texto(self) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()

    def _largura(self) -> int:
        largura = self._largura_do_texto()
        if self._icone:
            largura += tema.medida(22)
        if self._tecla_a_vista:
            largura += tema.medida(10) + largura_da_tecla(self._tecla_a_vista)
        return largura


_PESOS = {Papel.COMUM: Peso.MEIO, Papel.PRINCIPAL: Peso.FORTE, Papel.PERIGO: Peso.MEIO}


def _misturar(de: QColor, para: QColor, quanto: float) -> QColor:
    """Cor a `quanto` do caminho entre duas (0 a 1)."""
    return QColor(
        round(de.red() + (para.red() - de.red()) * quanto),
        round(de.green() + (para.green() - de.green()) * quanto),
        round(de.blue() + (para.blue() - de.blue()) * quanto),
    )
