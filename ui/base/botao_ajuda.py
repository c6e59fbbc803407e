"""O botão "i" ao lado do campo: abre o balão de ajuda, o mesmo da tecla F1."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import recursos, tema
from ui.base.ajuda import BalaoAjuda
from ui.tema import Letra, Peso

_AREA = 22
_CIRCULO = 18


class BotaoAjuda(QAbstractButton):
    """Círculo de 18 numa área de 22. Só o mouse o alcança: quem está no teclado usa F1 no próprio campo.

    Sinais:
        pediu_tutorial(str): no balão, pediram o capítulo do passo a passo.
    """

    pediu_tutorial = Signal(str)

    def __init__(self, chave: str, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._chave = chave
        self._balao: BalaoAjuda | None = None
        titulo = recursos.ajuda(chave).titulo
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Ajuda: {titulo}")
        self.setToolTip(f"{titulo} (F1)")
        self.clicked.connect(self.abrir)

    @property
    def chave(self) -> str:
        """A chave do texto de ajuda."""
        return self._chave

    def abrir(self) -> None:
        """Mostra o balão; é o que o clique e a tecla F1 chamam."""
        balao = BalaoAjuda.abrir(self._chave, self)
        balao.pediu_tutorial.connect(self.pediu_tutorial)
        balao.destroyed.connect(self._ao_fechar)
        self._balao = balao
        self.update()

    def balao(self) -> BalaoAjuda | None:
        """O balão aberto, se houver."""
        return self._balao

    def _ao_fechar(self) -> None:
        self._balao = None
        self.update()

    def sizeHint(self) -> QSize:
        """A área de clique."""
        return QSize(tema.medida(_AREA), tema.medida(_AREA))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o círculo com o i; cheio enquanto o balão está aberto."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        lado = tema.medida(_CIRCULO)
        area = QRectF((self.width() - lado) / 2, (self.height() - lado) / 2, lado, lado)
        cheio = self._balao is not None or self.isDown()
        acento = tema.cor("acento")
        pintor.setPen(QPen(acento, tema.medida(1.5)))
        pintor.setBrush(acento if cheio else tema.cor("suave") if self.underMouse() else Qt.BrushStyle.NoBrush)
        pintor.drawEllipse(area.adjusted(0.75, 0.75, -0.75, -0.75))
        pintor.setPen(tema.cor("sup") if cheio else acento)
        pintor.setFont(tema.fonte(Letra.DETALHE, Peso.PLENO))
        pintor.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "i")
        pintor.end()
