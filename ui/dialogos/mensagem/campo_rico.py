"""O texto de um bloco, escrito como se lê: negrito, itálico, lista, link e etiquetas; e o assunto, de uma linha só."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from regras.mensagem.visual import trecho
from regras.mensagem.visual.etiquetas import ETIQUETAS
from regras.mensagem.visual.trecho import Paragrafo, Parte, Trecho
from ui import tema
from ui.componentes.navegacao import avancar, voltar
from ui.componentes.texto import marcar_erro
from ui.dialogos.mensagem import conversao, etiqueta
from ui.tema import Letra

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACABA_EM_CHAVES = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}$")


class CampoRico(QTextEdit):
    """O texto de um bloco; cresce com o que se escreve, e quem rola é a coluna dos blocos.

    Sinais:
        mudou(): o texto mudou.
        pediu_desfazer(), pediu_refazer(): quem desfaz é o editor, que conhece a mensagem inteira.
    """

    MENOR_ALTURA = 40

    mudou = Signal()
    pediu_desfazer = Signal()
    pediu_refazer = Signal()

    def __init__(self, nome: str) -> None:
        super().__init__()
        self._nome = nome
        self._definindo = False
        self.setAccessibleName(nome)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(True)
        self.document().setDefaultFont(tema.fonte(Letra.BLOCO))
        self._desenho = etiqueta.ensinar(self.document())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._acertar_altura)
        self.textChanged.connect(self._ao_mudar)

    def trecho(self) -> Trecho:
        """O que está escrito."""
        return trecho.normalizar(conversao.paragrafos(self.document()))

    def definir(self, texto: Trecho) -> None:
        """Põe um texto, com o cursor no começo; se já é ele, nada muda."""
        if texto == self.trecho() and (texto or not self.toPlainText()):
            return
        self._definindo = True
        self.clear()
        conversao.escrever(self.textCursor(), texto)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._definindo = False
        self._ao_mudar()

    def inserir(self, nome: str) -> None:
        """Põe uma etiqueta onde está o cursor."""
        etiqueta.inserir(self.textCursor(), nome, self._forma())

    def alternar_negrito(self) -> None:
        """Liga ou desliga o negrito da seleção, ou do que vier."""
        forma = QTextCharFormat()
        forte = self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        forma.setFontWeight(QFont.Weight.Normal if forte else QFont.Weight.DemiBold)
        self.mergeCurrentCharFormat(forma)

    def alternar_italico(self) -> None:
        """Liga ou desliga o itálico da seleção, ou do que vier."""
        forma = QTextCharFormat()
        forma.setFontItalic(not self.currentCharFormat().fontItalic())
        self.mergeCurrentCharFormat(forma)

    def alternar_lista(self) -> None:
        """Faz dos parágrafos selecionados itens de lista, ou parágrafos de novo."""
        cursor = self.textCursor()
        lista = cursor.block().textList()
        cursor.beginEditBlock()
        if not lista:
            cursor.createList(QTextListFormat.Style.ListDisc)
        else:
            for bloco in _blocos_de(self.document(), cursor.selectionStart(), cursor.selectionEnd()):
                lista.remove(bloco)
                QTextCursor(bloco).setBlockFormat(conversao.formato_do_paragrafo())
        cursor.endEditBlock()

    def link(self) -> tuple[str, str]:
        """O texto selecionado e o endereço em que o cursor está; sem seleção, o link inteiro passa a ser ela."""
        cursor = self.textCursor()
        endereco = cursor.charFormat().anchorHref()
        if endereco and not cursor.hasSelection():
            while not cursor.atBlockStart() and _endereco_antes(cursor) == endereco:
                cursor.movePosition(QTextCursor.MoveOperation.Left)
            inicio = cursor.position()
            cursor.movePosition(QTextCursor.MoveOperation.Right)
            while not cursor.atBlockEnd() and _endereco_depois(cursor) == endereco:
                cursor.movePosition(QTextCursor.MoveOperation.Right)
            fim = cursor.position()
            cursor.setPosition(inicio)
            cursor.setPosition(fim, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        return self.textCursor().selectedText().replace(etiqueta.OBJETO, ""), endereco

    def por_link(self, texto: str, endereco: str) -> None:
        """Faz da seleção um link, ou escreve um novo; endereço vazio desfaz o link."""
        cursor = self.textCursor()
        forma = QTextCharFormat()
        if not endereco:
            forma.setAnchor(False)
            forma.setProperty(QTextCharFormat.Property.AnchorHref, "")
            forma.setFontUnderline(False)
            forma.setForeground(tema.cor("texto"))
            cursor.mergeCharFormat(forma)
            return
        forma = conversao.forma_do_link(endereco)
        if cursor.hasSelection() and texto == cursor.selectedText().replace(etiqueta.OBJETO, ""):
            cursor.mergeCharFormat(forma)
        else:
            cursor.insertText(texto or endereco.removeprefix("mailto:"), forma)
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def createMimeDataFromSelection(self) -> QMimeData:
        """O trecho selecionado, com as etiquetas inteiras."""
        doc = QTextDocument()
        QTextCursor(doc).insertFragment(self.textCursor().selection())
        selecionado = trecho.normalizar(conversao.paragrafos(doc))
        dados = QMimeData()
        dados.setHtml(trecho.escrever(selecionado))
        dados.setText(trecho.em_texto(selecionado))
        return dados

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Só texto, com forma ou sem."""
        return source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Cola o que um trecho sabe dizer; letra, cor e tamanho do Word ficam lá."""
        colado = trecho.ler(source.html()) if source.hasHtml() else trecho.ler_texto(source.text())
        if not colado and source.hasText():
            colado = trecho.ler_texto(source.text())
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        conversao.escrever(cursor, colado)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def event(self, evento: QEvent) -> bool:
        """Ctrl+Z e Ctrl+Y são do editor inteiro: o campo não os toma para si."""
        if evento.type() == QEvent.Type.ShortcutOverride and isinstance(evento, QKeyEvent) and _de_quem_desfaz(evento):
            evento.accept()
            return True
        if evento.type() == QEvent.Type.ShortcutOverride and isinstance(evento, QKeyEvent) and _e_do_editor(evento):
            evento.ignore()
            return True
        return super().event(evento)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        """Shift+Enter é parágrafo como Enter; `}}` fecha uma etiqueta escrita à mão."""
        if evento.matches(QKeySequence.StandardKey.Undo):
            self.pediu_desfazer.emit()
        elif _de_quem_desfaz(evento):
            self.pediu_refazer.emit()
        elif evento.key() in _ENTER:
            self._abrir_paragrafo()
        else:
            super().keyPressEvent(evento)
            if evento.text() == "}":
                self._fechar_chaves()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A altura segue o texto na largura nova."""
        super().resizeEvent(event)
        self._acertar_altura()

    def sizeHint(self) -> QSize:
        """Larga, e da altura do texto."""
        return QSize(tema.medida(300), self._altura())

    def minimumSizeHint(self) -> QSize:
        """Estreita, se preciso; nunca mais baixa que o texto."""
        return QSize(tema.medida(120), self._altura())

    def _abrir_paragrafo(self) -> None:
        cursor = self.textCursor()
        if cursor.block().textList() is not None and not cursor.block().text():
            self.alternar_lista()
            return
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _fechar_chaves(self) -> None:
        cursor = self.textCursor()
        ate_aqui = cursor.block().text()[: cursor.positionInBlock()]
        achado = _ACABA_EM_CHAVES.search(ate_aqui)
        if achado and achado[1] in ETIQUETAS:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, _unidades(achado.group())
            )
            cursor.removeSelectedText()
            etiqueta.inserir(cursor, achado[1], self._forma())

    def _forma(self) -> QTextCharFormat:
        """A forma em vigor, sem o que é só da etiqueta vizinha."""
        atual, forma = self.currentCharFormat(), QTextCharFormat()
        forma.setFontWeight(
            QFont.Weight.DemiBold if atual.fontWeight() >= QFont.Weight.DemiBold else QFont.Weight.Normal
        )
        forma.setFontItalic(atual.fontItalic())
        return forma

    def _altura(self) -> int:
        moldura = 2 * self.frameWidth() + self.contentsMargins().top() + self.contentsMargins().bottom()
        return max(tema.medida(self.MENOR_ALTURA), round(self.document().size().height()) + moldura)

    def _acertar_altura(self) -> None:
        if self.height() != self._altura():
            self.setFixedHeight(self._altura())

    def _ao_mudar(self) -> None:
        if self._definindo:
            return
        # O leitor de tela lê a etiqueta como um objeto sem nome: a descrição diz o texto com o nome de cada uma.
        self.setAccessibleDescription(trecho.em_texto(self.trecho()))
        self.mudou.emit()


class CampoAssunto(CampoRico):
    """O assunto: uma linha com etiquetas e sem forma; o que não é etiqueta fica como está escrito.

    Sinais:
        validou(str): a frase do erro, ou vazio.
    """

    MENOR_ALTURA = 30

    validou = Signal(str)

    def __init__(self) -> None:
        super().__init__("Assunto")
        self.document().setDefaultFont(tema.fonte(Letra.CORPO))
        self.document().setDocumentMargin(tema.medida(5))
        self.setAcceptRichText(False)

    def valor(self) -> str:
        """O assunto, com `{{ nome }}` no lugar de cada etiqueta."""
        partes = (parte for paragrafo in conversao.paragrafos(self.document()) for parte in paragrafo.partes)
        return "".join(f"{{{{ {parte.campo} }}}}" if parte.campo else parte.texto for parte in partes).strip()

    def definir(self, texto: str | Trecho) -> None:
        """Põe um assunto."""
        super().definir(_em_uma_linha(texto) if isinstance(texto, str) else texto)
        self._dizer("")

    def conferir(self) -> str:
        """Confere agora; devolve a frase do erro, ou vazio."""
        frase = "" if self.valor() else "Preencha este campo."
        self._dizer(frase)
        return frase

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Cola numa linha só, sem forma."""
        colado = trecho.ler(source.html()) if source.hasHtml() else trecho.ler_texto(source.text())
        partes: list[Parte] = []
        for paragrafo in colado:
            partes += [Parte(" ")] * bool(partes)
            partes += [Parte(parte.texto, parte.campo) for parte in paragrafo.partes]
        cursor = self.textCursor()
        cursor.removeSelectedText()
        conversao.escrever(cursor, (Paragrafo(tuple(partes)),) if partes else ())

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        """Enter vai ao próximo campo, e Shift+Enter volta."""
        if evento.key() in _ENTER:
            (voltar if evento.modifiers() & Qt.KeyboardModifier.ShiftModifier else avancar)(self)
            return
        super().keyPressEvent(evento)

    def _dizer(self, frase: str) -> None:
        marcar_erro(self, bool(frase))
        self.validou.emit(frase)


def _em_uma_linha(texto: str) -> Trecho:
    partes = tuple(trecho.partir(texto))
    return (Paragrafo(partes),) if any(parte.campo or parte.texto for parte in partes) else ()


def _de_quem_desfaz(evento: QKeyEvent) -> bool:
    teclas = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    ctrl_y = evento.key() == Qt.Key.Key_Y and evento.modifiers() == Qt.KeyboardModifier.ControlModifier
    return ctrl_y or any(evento.matches(tecla) for tecla in teclas)


def _e_do_editor(evento: QKeyEvent) -> bool:
    """No Linux Ctrl+K apagaria até o fim da linha, e Ctrl+D a letra seguinte."""
    return evento.key() in {Qt.Key.Key_K, Qt.Key.Key_D} and evento.modifiers() == Qt.KeyboardModifier.ControlModifier


def _blocos_de(doc: QTextDocument, inicio: int, fim: int) -> Iterable[QTextBlock]:
    bloco = doc.findBlock(inicio)
    while bloco.isValid() and bloco.position() <= fim:
        yield bloco
        bloco = bloco.next()


def _endereco_antes(cursor: QTextCursor) -> str:
    return cursor.charFormat().anchorHref()


def _endereco_depois(cursor: QTextCursor) -> str:
    seguinte = QTextCursor(cursor)
    seguinte.movePosition(QTextCursor.MoveOperation.Right)
    return seguinte.charFormat().anchorHref()


def _unidades(texto: str) -> int:
    """Quantas posições do cursor o texto ocupa (UTF-16)."""
    return len(texto.encode("utf-16-le")) // 2
