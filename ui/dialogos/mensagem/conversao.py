"""Do trecho ao documento do Qt, e de volta."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from regras.mensagem.visual.trecho import Paragrafo, Parte, Trecho
from ui import tema
from ui.dialogos.mensagem import etiqueta

_ENTRE_PARAGRAFOS = 8


def paragrafos(doc: QTextDocument) -> Iterator[Paragrafo]:
    """Os parágrafos de um documento do Qt, como estão."""
    bloco = doc.begin()
    while bloco.isValid():
        yield Paragrafo(tuple(_partes(bloco)), item=bloco.textList() is not None)
        bloco = bloco.next()


def escrever(cursor: QTextCursor, texto: Trecho) -> None:
    """Escreve um trecho onde está o cursor; o primeiro parágrafo continua o que já havia na linha."""
    vazia = not cursor.block().text()
    for posicao, paragrafo in enumerate(texto):
        if posicao:
            cursor.insertBlock(formato_do_paragrafo(), QTextCharFormat())
        if posicao or vazia:
            _acertar_lista(cursor, item=paragrafo.item)
        for parte in paragrafo.partes:
            forma = forma_do_link(parte.link) if parte.link else QTextCharFormat()
            forma.setFontWeight(QFont.Weight.DemiBold if parte.negrito else QFont.Weight.Normal)
            forma.setFontItalic(parte.italico)
            if parte.campo:
                etiqueta.inserir(cursor, parte.campo, forma)
            else:
                cursor.insertText(parte.texto, forma)


def formato_do_paragrafo() -> QTextBlockFormat:
    """O de todo parágrafo: um respiro embaixo, como no e-mail."""
    formato = QTextBlockFormat()
    formato.setBottomMargin(tema.medida(_ENTRE_PARAGRAFOS))
    return formato


def forma_do_link(endereco: str) -> QTextCharFormat:
    """Como um link se vê."""
    forma = QTextCharFormat()
    forma.setAnchor(True)
    forma.setAnchorHref(endereco)
    forma.setFontUnderline(True)
    forma.setForeground(tema.cor("acento"))
    forma.setToolTip(endereco)
    return forma


def _partes(bloco: QTextBlock) -> Iterator[Parte]:
    passo = bloco.begin()
    while not passo.atEnd():
        pedaco = passo.fragment()
        forma = pedaco.charFormat()
        parte = Parte(
            negrito=forma.fontWeight() >= QFont.Weight.DemiBold,
            italico=forma.fontItalic(),
            link=forma.anchorHref(),
        )
        for letras in re.findall(f"{etiqueta.OBJETO}|[^{etiqueta.OBJETO}]+", pedaco.text()):
            campo = etiqueta.nome_em(forma) if letras == etiqueta.OBJETO else ""
            if campo or letras != etiqueta.OBJETO:
                yield Parte("" if campo else letras, campo, parte.negrito, parte.italico, parte.link)
        passo += 1


def _acertar_lista(cursor: QTextCursor, *, item: bool) -> None:
    anterior = cursor.block().previous()
    lista = anterior.textList() if anterior.isValid() else None
    if not item:
        if (atual := cursor.block().textList()) is not None:
            atual.remove(cursor.block())
        cursor.setBlockFormat(formato_do_paragrafo())
    elif lista is not None:
        lista.add(cursor.block())
    else:
        cursor.createList(QTextListFormat.Style.ListDisc)
