"""A etiqueta dentro do texto: um só caractere, desenhado com o nome do dado; não se quebra nem se edita por dentro."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from regras.mensagem.visual.etiquetas import ETIQUETAS
from ui import tema

OBJETO = "\ufffc"
"""O caractere que a etiqueta ocupa."""
_TIPO = QTextFormat.ObjectTypes.UserObject.value + 1
_NOME = QTextFormat.Property.UserProperty.value + 1
_LADO = 5


class DesenhoDaEtiqueta(QPyTextObject):
    """Mede e pinta as etiquetas de um texto, com a letra e o peso do lugar."""

    def intrinsicSize(self, doc: QTextDocument, _posicao: int, formato: QTextFormat) -> QSizeF:
        """O nome, com um respiro dos lados."""
        medidas = QFontMetricsF(_fonte(doc, formato))
        return QSizeF(medidas.horizontalAdvance(_titulo(formato)) + 2 * tema.medida(_LADO), medidas.height())

    def drawObject(
        self, pintor: QPainter, area: QRectF | QRect, doc: QTextDocument, _posicao: int, formato: QTextFormat
    ) -> None:
        """A caixa e o nome."""
        pintor.save()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(QPen(tema.cor("acento"), 1))
        pintor.setBrush(tema.cor("suave"))
        caixa = QRectF(area).adjusted(1.5, 0.5, -1.5, -0.5)
        pintor.drawRoundedRect(caixa, tema.medida(4), tema.medida(4))
        pintor.setFont(_fonte(doc, formato))
        pintor.setPen(tema.cor("texto"))
        pintor.drawText(caixa, Qt.AlignmentFlag.AlignCenter, _titulo(formato))
        pintor.restore()


def ensinar(doc: QTextDocument) -> DesenhoDaEtiqueta:
    """Ensina um documento a desenhar etiquetas; quem chama guarda o que volta enquanto o documento viver."""
    desenho = DesenhoDaEtiqueta(doc)
    doc.documentLayout().registerHandler(_TIPO, desenho)
    return desenho


def inserir(cursor: QTextCursor, nome: str, forma: QTextCharFormat) -> None:
    """Põe a etiqueta onde está o cursor, com a forma dita."""
    formato = QTextCharFormat(forma)
    formato.setObjectType(_TIPO)
    formato.setProperty(_NOME, nome)
    formato.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    formato.setToolTip(ETIQUETAS[nome].titulo)
    cursor.insertText(OBJETO, formato)


def nome_em(formato: QTextCharFormat) -> str:
    """O nome da etiqueta de um caractere `OBJETO`."""
    return str(formato.property(_NOME) or "")


def _titulo(formato: QTextFormat) -> str:
    return ETIQUETAS[nome_em(formato.toCharFormat())].titulo


def _fonte(doc: QTextDocument, formato: QTextFormat) -> QFont:
    fonte = QFont(doc.defaultFont())
    do_lugar = formato.toCharFormat()
    if do_lugar.fontWeight() >= QFont.Weight.DemiBold:
        fonte.setWeight(QFont.Weight.DemiBold)
    fonte.setItalic(do_lugar.fontItalic())
    return fonte
