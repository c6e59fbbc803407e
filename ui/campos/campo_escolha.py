"""Lista de escolha: uma opção entre poucas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui import recursos, tema


class CampoEscolha(QComboBox):
    """Escolha de um valor; cada opção é (valor, texto).

    Sinais:
        mudou(): a opção escolhida mudou.
    """

    mudou = Signal()

    def __init__(self, opcoes: Iterable[tuple[object, str]] = (), *, largura: int = 0) -> None:
        super().__init__()
        if largura:
            self.setFixedWidth(tema.medida(largura))
        self.trocar(opcoes)
        self.currentIndexChanged.connect(self.mudou)

    def trocar(self, opcoes: Iterable[tuple[object, str]]) -> None:
        """Troca as opções, mantendo a escolhida se ainda existir."""
        antes = self.valor()
        self.blockSignals(True)
        self.clear()
        for valor, texto in opcoes:
            self.addItem(texto, valor)
        self.blockSignals(False)
        self.definir(antes)

    def setAccessibleName(self, nome: str) -> None:
        """Dá o nome também à lista que se abre."""
        super().setAccessibleName(nome)
        self.view().setAccessibleName(nome)

    def valor(self) -> object:
        """O valor da opção escolhida."""
        return self.currentData()

    def definir(self, valor: object) -> None:
        """Escolhe a opção deste valor; sem ela, fica a primeira."""
        posicoes = range(self.count())
        self.setCurrentIndex(next((posicao for posicao in posicoes if self.itemData(posicao) == valor), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a lista e a seta na cor do tema."""
        super().paintEvent(event)
        pintor = QPainter(self)
        lado = tema.medida(12)
        area = QRectF(self.width() - lado - tema.medida(9), (self.height() - lado) / 2, lado, lado)
        tom = tema.cor("texto2" if self.isEnabled() else "desabilitado").name()
        recursos.pintar_icone(pintor, area, "seta_baixo", tom)
        pintor.end()
