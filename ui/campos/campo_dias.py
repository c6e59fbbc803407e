"""Campo de dias: número inteiro com setas, que aceita digitar fora da faixa para poder explicar o erro."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QStyle, QStyleOptionSpinBox

from ui import recursos, tema
from ui.componentes.texto import marcar_erro

_MAIOR_DIGITAVEL = 99_999


class CampoDias(QSpinBox):
    """Dias corridos, de `menor` a `maior`. As setas e ↑↓ param na faixa; digitar fora dela mostra o erro.

    Sinais:
        validou(str): a frase do erro, ou vazio.
        mudou(): o número mudou.
    """

    validou = Signal(str)
    mudou = Signal()

    def __init__(self, menor: int, maior: int, *, largura: int = 64) -> None:
        super().__init__()
        self._faixa = (menor, maior)
        self.setRange(0, _MAIOR_DIGITAVEL)
        self.setFixedWidth(tema.medida(largura))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        self.valueChanged.connect(self._ao_mudar)
        self.editingFinished.connect(self.conferir)

    def valor(self) -> int:
        """O número digitado."""
        return self.value()

    def definir(self, dias: int) -> None:
        """Mostra um número e esquece o erro anterior."""
        self.setValue(dias)
        self.conferir()

    def conferir(self) -> str:
        """Confere a faixa agora; devolve a frase do erro, ou vazio, e avisa o formulário."""
        menor, maior = self._faixa
        frase = ""
        if not menor <= self.value() <= maior:
            frase = f"Vai de {menor} a {maior} dias."
        marcar_erro(self, bool(frase))
        self.validou.emit(frase)
        return frase

    def stepBy(self, steps: int) -> None:
        """Anda sem sair da faixa."""
        menor, maior = self._faixa
        self.setValue(max(menor, min(maior, self.value() + steps)))
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Seleciona o número: digitar troca."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o campo e as duas setas na cor do tema."""
        super().paintEvent(event)
        opcao = QStyleOptionSpinBox()
        self.initStyleOption(opcao)
        pintor = QPainter(self)
        tom = tema.cor("texto2" if self.isEnabled() else "desabilitado").name()
        for parte, desenho in (
            (QStyle.SubControl.SC_SpinBoxUp, "seta_cima"),
            (QStyle.SubControl.SC_SpinBoxDown, "seta_baixo"),
        ):
            area = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, opcao, parte, self)
            lado = tema.medida(9)
            centro = QRectF(area).center()
            recursos.pintar_icone(
                pintor, QRectF(centro.x() - lado / 2, centro.y() - lado / 2, lado, lado), desenho, tom
            )
        pintor.end()

    def _ao_mudar(self) -> None:
        self.conferir()
        self.mudou.emit()
