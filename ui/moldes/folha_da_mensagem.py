"""A folha da mensagem: o HTML como o cliente vê, sempre em fundo branco e sem buscar nada fora dele."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPalette, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from envio.correio.leitura_mime import Partes
from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO
from ui import tema
from ui.componentes.disposicao import em_coluna
from ui.componentes.texto import Texto
from ui.tema import Peso

_BRANCO, _TINTA = "#FFFFFF", "#15212A"
_LARGURA_FIXA = re.compile(r'(<table\b[^>]*?\bwidth=")(\d+)(")')
"""O Qt não conhece `max-width`: numa folha estreita, a tabela de largura fixa passa a tomar a folha."""
_LARGURA_DE_LEITURA = 660
"""Os leitores de e-mail mostram a mensagem numa coluna desta ordem, e não na largura da janela."""
_MARGEM, _MARGEM_ESTREITA = 16, 6


def na_largura(html: str, cabem: int) -> str:
    """O HTML com toda tabela mais larga que `cabem` pontos tomando a folha inteira."""
    return _LARGURA_FIXA.sub(
        lambda achado: achado[0] if int(achado[2]) <= cabem else f"{achado[1]}100%{achado[3]}", html
    )


class _Folha(QTextBrowser):
    """Mostra HTML sem abrir links nem ler imagens, fora o logotipo que veio na mensagem: nada sai da máquina."""

    def __init__(self) -> None:
        super().__init__()
        self.logotipo = b""
        self.setOpenLinks(False)
        self.setStyleSheet(f"QTextBrowser {{ background: {_BRANCO}; color: {_TINTA}; border: 1px solid #C9D1D6; }}")
        paleta = self.palette()
        paleta.setColor(QPalette.ColorRole.Base, QColor(_BRANCO))
        paleta.setColor(QPalette.ColorRole.Text, QColor(_TINTA))
        self.setPalette(paleta)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centra a coluna de leitura; na folha estreita, ela toma tudo."""
        sobra = event.size().width() - tema.medida(_LARGURA_DE_LEITURA) + self.viewportMargins().left() * 2
        lado = max(0, sobra // 2)
        if lado != self.viewportMargins().left():
            self.setViewportMargins(lado, 0, lado, 0)
        estreita = event.size().width() < tema.medida(_LARGURA_DE_LEITURA) * 3 // 4
        self.document().setDocumentMargin(tema.medida(_MARGEM_ESTREITA if estreita else _MARGEM))
        # Na folha estreita sobram poucos pontos à direita: a barra tomaria duas linhas do que há para ler.
        barra = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if estreita else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(barra)
        super().resizeEvent(event)

    def loadResource(self, _tipo: int, nome: QUrl | str) -> object:
        """Nada de fora é lido."""
        endereco = nome if isinstance(nome, str) else nome.toString()
        return QImage.fromData(self.logotipo) if endereco == f"cid:{CID_DO_LOGOTIPO}" and self.logotipo else None


class FolhaDaMensagem(QWidget):
    """Assunto e corpo de uma mensagem.

    `nome` é o que o leitor de tela diz; vazio fala de uma mensagem guardada.
    """

    def __init__(self, *, nome: str = "") -> None:
        super().__init__()
        self._html = ""
        self._assunto = Texto(peso=Peso.FORTE, quebra=True)
        self._folha = _Folha()
        self._folha.setAccessibleName(nome or "Mensagem como foi guardada")
        em_coluna(self._assunto, (self._folha, 1), espaco=6, dono=self)

    def mostrar(self, partes: Partes | None) -> None:
        """Mostra a mensagem; None diz que ela ainda não foi montada."""
        if partes is None:
            self.esperar("A mensagem ainda não foi montada.")
            return
        self._assunto.setText(f"Assunto: {partes.assunto}")
        self._html, self._folha.logotipo = partes.html, partes.logotipo
        self._por_html()

    def esperar(self, frase: str) -> None:
        """Deixa a folha em branco, com uma frase no lugar do assunto."""
        self._assunto.setText(frase)
        self._html = ""
        self._folha.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Acerta a largura das tabelas à folha."""
        super().resizeEvent(event)
        if self._html and event.size().width() != event.oldSize().width():
            self._por_html()

    def texto(self) -> str:
        """Assunto e corpo, em texto puro."""
        return f"{self._assunto.text()}\n{self._folha.toPlainText()}"

    def _por_html(self) -> None:
        cabem = self._folha.viewport().width() - 2 * tema.medida(_MARGEM)
        self._folha.setHtml(na_largura(self._html, cabem))
