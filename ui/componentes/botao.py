"""Botões do programa: comum, principal, de perigo e link, com ícone e a tecla escrita dentro."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import recursos, tema
from ui.componentes.tecla import largura_da_tecla, pintar_tecla
from ui.tema import Letra, Peso

AoClicar = Callable[[], object] | SignalInstance
"""O que o botão faz: uma função, ou um sinal que repassa o clique."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LADO, _VAO_DA_TECLA = 16, 10


class Papel(Enum):
    """O que o botão representa; um principal por tela."""

    COMUM = "comum"
    PRINCIPAL = "principal"
    PERIGO = "perigo"


class _ComTecla(QPushButton):
    """O que o botão e o link têm em comum: ícone, texto e a etiqueta da tecla numa linha; Enter e espaço apertam.

    O texto aceita `&` para Alt+letra. Nunca é o botão automático de um diálogo: Enter nos campos avança.
    """

    VAO_DO_ICONE = 8

    def __init__(self, texto: str, fonte: QFont, *, icone: str, tecla: str, ao_clicar: AoClicar | None) -> None:
        super().__init__(texto)
        if ao_clicar is not None:
            self.clicked.connect(ao_clicar)
        self._icone, self._tecla, self._tecla_a_vista = icone, tecla, tecla
        self.setAutoDefault(False)
        self.setFont(fonte)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(texto.replace("&", "").strip() or icone)

    def esconder_tecla(self, esconder: bool) -> None:
        """Na tela estreita a etiqueta da tecla sai; a tecla continua valendo."""
        self._tecla_a_vista = "" if esconder else self._tecla
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """O mesmo que se prefere: texto de botão não se corta."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter aperta o botão em foco, como o espaço."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def _pintar_conteudo(self, pintor: QPainter, x: float, frente: QColor, fundo_da_tecla: QColor) -> float:
        """Pinta a partir de `x` e devolve onde o texto começou."""
        if self._icone:
            lado = tema.medida(_LADO)
            area = QRectF(x, (self.height() - lado) / 2, lado, lado)
            recursos.pintar_icone(pintor, area, self._icone, frente.name())
            x += lado + tema.medida(self.VAO_DO_ICONE)
        largura = self._largura_do_texto()
        pintor.setPen(frente)
        bandeiras = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        pintor.drawText(QRectF(x, 0, largura + 2, self.height()), int(bandeiras), self.text())
        if self._tecla_a_vista:
            da_tecla = x + largura + tema.medida(_VAO_DA_TECLA)
            pintar_tecla(pintor, da_tecla, self.height(), self._tecla_a_vista, fundo=fundo_da_tecla, frente=frente)
        return x

    def _largura_do_texto(self) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()

    def _largura_do_conteudo(self) -> int:
        largura = self._largura_do_texto()
        if self._icone:
            largura += tema.medida(_LADO) + (tema.medida(self.VAO_DO_ICONE) if self.text() else 0)
        if self._tecla_a_vista:
            largura += tema.medida(_VAO_DA_TECLA) + largura_da_tecla(self._tecla_a_vista)
        return largura


class Botao(_ComTecla):
    """Botão pintado pelo tema. `tecla` aparece numa etiqueta à direita do texto."""

    def __init__(
        self,
        texto: str,
        *,
        icone: str = "",
        tecla: str = "",
        papel: Papel = Papel.COMUM,
        altura: int = 30,
        ao_clicar: AoClicar | None = None,
    ) -> None:
        letra = tema.fonte(Letra.BLOCO if altura >= 40 else Letra.CORPO, _PESOS[papel])
        super().__init__(texto, letra, icone=icone, tecla=tecla, ao_clicar=ao_clicar)
        self._papel, self._altura = papel, altura
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

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
        """Ícone, texto e tecla com as margens do conceito; só com ícone, um quadrado."""
        altura = tema.medida(self._altura)
        return QSize(self._largura_do_conteudo() + 2 * tema.medida(11) if self.text() else altura, altura)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o fundo, o ícone, o texto e a tecla, centrados juntos."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        frente = self._pintar_fundo(pintor)
        da_tecla = QColor(frente)
        da_tecla.setAlphaF(0.16 if self._papel is Papel.PRINCIPAL else 0.09)
        self._pintar_conteudo(pintor, (self.width() - self._largura_do_conteudo()) / 2, frente, da_tecla)
        pintor.end()

    def _pintar_fundo(self, pintor: QPainter) -> QColor:
        """Pinta a caixa e devolve a cor do que vai por cima."""
        fundo, frente, borda = map(tema.cor, self._tons())
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            fundo = _misturar(fundo, tema.cor("texto"), 0.14 if self.isDown() else 0.07)
        pintor.setPen(QPen(borda, 1))
        pintor.setBrush(fundo)
        raio = tema.medida(4)
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), raio, raio)
        return frente

    def _tons(self) -> tuple[str, str, str]:
        """As cores do fundo, da frente e da borda, pelo papel e pelo estado."""
        if not self.isEnabled():
            return "rebaixo", "desabilitado", "linha2"
        if self._papel is Papel.PRINCIPAL:
            return "primario", "primario_texto", "primario"
        frente = "perigo" if self._papel is Papel.PERIGO else "texto"
        return "campo" if tema.escuro() else "sup", frente, "borda"


class Link(_ComTecla):
    """Ação escrita como link: texto de acento, sublinhado quando pedido."""

    VAO_DO_ICONE = 6

    def __init__(
        self,
        texto: str,
        *,
        icone: str = "",
        tecla: str = "",
        sublinhado: bool = True,
        letra: Letra = Letra.CORPO,
        ao_clicar: AoClicar | None = None,
    ) -> None:
        super().__init__(texto, tema.fonte(letra, Peso.MEIO), icone=icone, tecla=tecla, ao_clicar=ao_clicar)
        self._sublinhado = sublinhado
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Só o conteúdo: link não tem caixa."""
        return QSize(self._largura_do_conteudo(), self.fontMetrics().height() + tema.medida(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta ícone, texto com a linha, e a tecla."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        frente = tema.cor("acento" if self.isEnabled() else "desabilitado")
        x = self._pintar_conteudo(pintor, 0, frente, tema.cor("suave"))
        if self._sublinhado or self.underMouse():
            base = round((self.height() + self.fontMetrics().ascent()) / 2 + tema.medida(1.5))
            pintor.setPen(QPen(frente, 1))
            pintor.drawLine(round(x), base, round(x + self._largura_do_texto()), base)
        pintor.end()


_PESOS = {Papel.COMUM: Peso.MEIO, Papel.PRINCIPAL: Peso.FORTE, Papel.PERIGO: Peso.MEIO}


def _misturar(de: QColor, para: QColor, quanto: float) -> QColor:
    """Cor a `quanto` do caminho entre duas (0 a 1)."""
    return QColor(
        round(de.red() + (para.red() - de.red()) * quanto),
        round(de.green() + (para.green() - de.green()) * quanto),
        round(de.blue() + (para.blue() - de.blue()) * quanto),
    )
