"""O botão "i" ao lado do campo: abre o balão de ajuda, o mesmo da tecla F1."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import recursos, tema
from ui.base.ajuda import BalaoAjuda
from ui.tema import Letra, Peso

_AREA = 22
_CIRCULO = 18


class BotaoAjuda(QAbstractButton):
    """Círculo de 18 numa área de 22. Só o mouse o alcança: quem está no teclado usa F1 no próprio campo.

    Atributos:
        chave: a do texto de ajuda.
        balao: o que está aberto, se houver.

    Sinais:
        pediu_tutorial(str): no balão, pediram o capítulo do passo a passo.
    """

    pediu_tutorial = Signal(str)

    def __init__(self, chave: str) -> None:
        super().__init__()
        self.chave = chave
        self.balao: BalaoAjuda | None = None
        titulo = recursos.ajuda(chave).titulo
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Ajuda: {titulo}")
        self.setToolTip(f"{titulo} (F1)")
        self.clicked.connect(self.abrir)

    def abrir(self) -> None:
        """Mostra o balão; é o que o clique e a tecla F1 chamam."""
        self.balao = BalaoAjuda.abrir(self.chave, self)
        self.balao.pediu_tutorial.connect(self.pediu_tutorial)
        self.balao.destroyed.connect(self._ao_fechar)
        self.update()

    def _ao_fechar(self) -> None:
        self.balao = None
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
        cheio = self.balao is not None or self.isDown()
        acento = tema.cor("acento")
        pintor.setPen(QPen(acento, tema.medida(1.5)))
        pintor.setBrush(acento if cheio else tema.cor("suave") if self.underMouse() else Qt.BrushStyle.NoBrush)
        pintor.drawEllipse(area.adjusted(0.75, 0.75, -0.75, -0.75))
        pintor.setPen(tema.cor("sup") if cheio else acento)
        pintor.setFont(tema.fonte(Letra.DETALHE, Peso.PLENO))
        pintor.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "i")
        pintor.end()
