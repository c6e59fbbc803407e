"""A mensagem numa largura certa de leitor de e-mail, reduzida para caber ao lado do editor."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea

from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO
from ui import tema
from ui.moldes.folha_da_mensagem import na_largura

_MARGEM = 8
_BRANCO, _TINTA = "#FFFFFF", "#15212A"
_MENOR_LARGURA = 150


class _Documento(QTextDocument):
    """Não lê nada de fora: só a imagem que veio na mensagem."""

    logotipo = b""

    def loadResource(self, _tipo: int, nome: QUrl | str) -> object:
        """O logotipo, ou nada."""
        endereco = nome if isinstance(nome, str) else nome.toString()
        return QImage.fromData(self.logotipo) if endereco == f"cid:{CID_DO_LOGOTIPO}" and self.logotipo else None


class FolhaDeProva(QAbstractScrollArea):
    """Uma folha branca de largura fixa, como o computador ou o celular do cliente a mostra."""

    def __init__(self, largura: int, nome: str) -> None:
        """`largura` em pontos do leitor de e-mail; `nome` é o que o leitor de tela diz."""
        super().__init__()
        self._largura, self._nome = largura, nome
        self._documento = _Documento()
        self._documento.setDocumentMargin(_MARGEM)
        self.setAccessibleName(nome)
        self.setMinimumWidth(tema.medida(_MENOR_LARGURA))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mostrar(self, html: str, logotipo: bytes) -> None:
        """Mostra outra mensagem, no ponto da leitura em que se estava."""
        self._documento.logotipo = logotipo
        self._documento.setHtml(na_largura(html, self._largura - 2 * _MARGEM))
        self._documento.setPageSize(QSizeF(self._largura, -1))
        self._documento.setTextWidth(self._largura)
        self.setAccessibleDescription(self.texto())
        self._acertar_barras()
        self.viewport().update()

    def texto(self) -> str:
        """O que se lê nela."""
        return self._documento.toPlainText()

    def largura_lida(self) -> float:
        """Quanto a mensagem toma de largura; mais que a folha, alguém a leria cortada."""
        return self._documento.idealWidth()

    def escala(self) -> float:
        """Quantos pixels da tela vale um ponto da folha."""
        return min(tema.medida(100) / 100, max(0.2, self.viewport().width() / self._largura))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A escala segue a largura."""
        super().resizeEvent(event)
        self._acertar_barras()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Pinta a folha na escala, sempre branca."""
        escala = self.escala()
        pintor = QPainter(self.viewport())
        pintor.fillRect(self.viewport().rect(), tema.cor("painel"))
        pintor.translate((self.viewport().width() - self._largura * escala) / 2, -self.verticalScrollBar().value())
        pintor.scale(escala, escala)
        visivel = self.viewport().height() / escala
        alto = max(self._documento.size().height(), visivel)
        pintor.fillRect(0, 0, self._largura, round(alto) + 1, QColor(_BRANCO))
        contexto = QAbstractTextDocumentLayout.PaintContext()
        contexto.palette.setColor(QPalette.ColorRole.Text, QColor(_TINTA))
        self._documento.documentLayout().draw(pintor, contexto)
        pintor.end()

    def _acertar_barras(self) -> None:
        altura = round(self._documento.size().height() * self.escala())
        barra = self.verticalScrollBar()
        barra.setPageStep(self.viewport().height())
        barra.setSingleStep(tema.medida(24))
        barra.setRange(0, max(0, altura - self.viewport().height()))
