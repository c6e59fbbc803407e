"""O papel da mensagem: o HTML guardado, sempre em fundo branco e sem buscar nada fora dele."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from envio.leitura_mime import Partes
from ui import tema
from ui.componentes.texto import Texto
from ui.tema import Peso

_BRANCO, _TINTA = "#FFFFFF", "#15212A"


class _Folha(QTextBrowser):
    """Mostra HTML sem abrir links nem ler imagens: nada sai da máquina e nenhum arquivo dela entra."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setStyleSheet(f"QTextBrowser {{ background: {_BRANCO}; color: {_TINTA}; border: 1px solid #C9D1D6; }}")
        paleta = self.palette()
        paleta.setColor(QPalette.ColorRole.Base, QColor(_BRANCO))
        paleta.setColor(QPalette.ColorRole.Text, QColor(_TINTA))
        self.setPalette(paleta)
        self.document().setDocumentMargin(tema.medida(16))

    def loadResource(self, _tipo: int, _nome: QUrl | str) -> object:
        """Nada de fora é lido."""
        return None


class Papel(QWidget):
    """Assunto e corpo de uma mensagem guardada."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(6))
        self._assunto = Texto(peso=Peso.FORTE, quebra=True)
        self._folha = _Folha()
        self._folha.setAccessibleName(self.tr("Mensagem como foi guardada"))
        caixa.addWidget(self._assunto)
        caixa.addWidget(self._folha, 1)

    def mostrar(self, partes: Partes | None) -> None:
        """Mostra a mensagem; None diz que ela ainda não foi montada."""
        if partes is None:
            self._assunto.setText(self.tr("A mensagem ainda não foi montada."))
            self._folha.clear()
            return
        self._assunto.setText(self.tr("Assunto: {}").format(partes.assunto))
        self._folha.setHtml(partes.html)

    def texto(self) -> str:
        """Assunto e corpo, em texto puro."""
        return f"{self._assunto.text()}\n{self._folha.toPlainText()}"
