"""O editor visual: a barra de formatação e a coluna dos blocos, com desfazer, teclado e arrasto."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from regras.mensagem.tom import Tom
from regras.mensagem.visual import cores
from regras.mensagem.visual.documento import Bloco, Documento, Tipo
from regras.mensagem.visual.etiquetas import GRUPOS
from ui import atalhos, tema
from ui.atalhos import Atalho
from ui.base.botao_ajuda import BotaoAjuda
from ui.campos.caixa_marcar import CaixaMarcar
from ui.componentes.botao import AoClicar, Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.molduras import Linha
from ui.componentes.navegacao import Navegacao
from ui.dialogos.mensagem.campo_rico import CampoRico
from ui.dialogos.mensagem.cartao import FORMATO, Cartao
from ui.dialogos.mensagem.historia import Historia, Momento
from ui.dialogos.mensagem.perguntas import CORES, DialogoCor, DialogoLink

_PAUSA_MS = 900
"""Parou de escrever por este tempo: o que vier depois se desfaz à parte."""


class EditorVisual(QWidget):
    """A mensagem em blocos.

    Sinais:
        mudou(): o documento mudou.
        trocou_de_tom(object): passou a escrever o texto deste `Tom`.
    """

    mudou = Signal()
    trocou_de_tom = Signal(object)

    def __init__(self, documento: Documento) -> None:
        super().__init__()
        self._documento = documento
        self._historia = Historia(documento)
        self.cartoes: list[Cartao] = []
        self._ultimo: CampoRico | None = None
        self._pausa = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._pausa.timeout.connect(self._historia.separar)
        self._fila = _Fila(self)
        self.rolagem = QScrollArea()
        self.rolagem.setWidgetResizable(True)
        self.rolagem.setFrameShape(QFrame.Shape.NoFrame)
        self.rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rolagem.setWidget(self._fila)
        em_coluna(
            self._montar_barra(), self._montar_aparencia(), (self.rolagem, 1), espaco=6, margens=(0, 8, 0, 0), dono=self
        )
        for atalho, fazer in (
            (atalhos.NEGRITO, lambda: self._no_texto(CampoRico.alternar_negrito)),
            (atalhos.ITALICO, lambda: self._no_texto(CampoRico.alternar_italico)),
            (atalhos.LISTA, lambda: self._no_texto(CampoRico.alternar_lista)),
            (atalhos.LINK, self.perguntar_link),
            (atalhos.DADO, self.abrir_dados),
            (atalhos.DESFAZER, self.desfazer),
            (atalhos.REFAZER, self.refazer),
            (atalhos.SUBIR_BLOCO, lambda: self._mover_o_do_foco(-1)),
            (atalhos.DESCER_BLOCO, lambda: self._mover_o_do_foco(1)),
        ):
            for tecla in atalho.teclas:
                # Dita junto da função, a biblioteca ignora o alcance.
                ligado = QShortcut(QKeySequence(tecla), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                ligado.activated.connect(fazer)
        self._mostrar(documento)

    def documento(self) -> Documento:
        """A mensagem como está na tela."""
        return self._documento

    def trocar(self, documento: Documento) -> None:
        """Põe outra mensagem no lugar; Ctrl+Z traz a anterior."""
        self._mostrar(documento)
        self._anotar()

    def inserir(self, nome: str) -> None:
        """Põe uma etiqueta no último texto usado."""
        campo = self._ultimo_texto()
        if campo is not None:
            campo.inserir(nome)
            campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def mover(self, de: int, para: int) -> None:
        """Leva um bloco a outra posição; o foco vai junto."""
        blocos = list(self._documento.blocos)
        if not 0 <= para < len(blocos) or de == para:
            return
        blocos.insert(para, blocos.pop(de))
        self._mostrar(replace(self._documento, blocos=tuple(blocos)))
        self._anotar()
        self._focar(self.cartoes[para])

    def incluir_texto(self) -> None:
        """Um texto vazio, depois do bloco em que se está, ou no fim."""
        onde = self._do_foco() + 1 or len(self.cartoes)
        blocos = self._documento.blocos
        novo = Bloco(Tipo.TEXTO, textos=((),))
        self._mostrar(replace(self._documento, blocos=(*blocos[:onde], novo, *blocos[onde:])))
        self._anotar()
        self.cartoes[onde].campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def excluir(self, posicao: int) -> None:
        """Tira um bloco de texto; Ctrl+Z o traz de volta."""
        blocos = self._documento.blocos
        self._mostrar(replace(self._documento, blocos=blocos[:posicao] + blocos[posicao + 1 :]))
        self._anotar()
        self.botao_texto.setFocus(Qt.FocusReason.OtherFocusReason)

    def desfazer(self) -> None:
        """Volta um passo."""
        self._ir(self._historia.desfazer())

    def refazer(self) -> None:
        """Avança um passo desfeito."""
        self._ir(self._historia.refazer())

    def trocar_cor(self, cor: str) -> None:
        """Muda a cor da mensagem."""
        self._mostrar(replace(self._documento, cor=cor))
        self._anotar()

    def perguntar_link(self) -> None:
        """Põe, muda ou desfaz o link da seleção."""
        campo = self._ultimo_texto()
        if campo is None:
            return
        dialogo = DialogoLink(*campo.link(), self.window())
        if dialogo.responder():
            campo.por_link(dialogo.texto.valor(), dialogo.endereco.valor())
        campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def mostrar_tom(self, tom: Tom) -> None:
        """Em cada texto por atraso, põe à mostra o deste tom."""
        for cartao in self.cartoes:
            if cartao.bloco().tipo is Tipo.TEXTO:
                cartao.mostrar_tom(tom)

    def abrir_dados(self) -> None:
        """O menu das etiquetas."""
        self.dados.exec(self.botao_dado.mapToGlobal(QPoint(0, self.botao_dado.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anota o último texto que teve o foco: é nele que a barra age."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, CampoRico):
            self._ultimo = watched
        return super().eventFilter(watched, event)

    def soltar(self, de: int, altura: int) -> None:
        """Soltaram o bloco `de` nesta altura da coluna."""
        para = sum(1 for cartao in self.cartoes if cartao.geometry().center().y() < altura)
        self.mover(de, para - 1 if para > de else para)

    def _montar_barra(self) -> QWidget:
        self.botao_dado = Botao("Inserir &dado", icone="etiqueta", ao_clicar=self.abrir_dados)
        self.botao_dado.setToolTip(f"{atalhos.DADO.o_que_faz} ({atalhos.DADO.tecla})")
        self.botao_texto = Botao("Incluir te&xto", icone="mais", ao_clicar=self.incluir_texto)
        self.ajuda, self._navegacao = BotaoAjuda("mensagem.corpo"), Navegacao(self)
        barra = QWidget()
        em_linha(
            _ferramenta("negrito", atalhos.NEGRITO, lambda: self._no_texto(CampoRico.alternar_negrito)),
            _ferramenta("italico", atalhos.ITALICO, lambda: self._no_texto(CampoRico.alternar_italico)),
            _ferramenta("lista", atalhos.LISTA, lambda: self._no_texto(CampoRico.alternar_lista)),
            _ferramenta("elo", atalhos.LINK, self.perguntar_link),
            Linha(vertical=True),
            self.botao_dado,
            ELASTICO,
            _ferramenta("desfazer", atalhos.DESFAZER, self.desfazer),
            _ferramenta("refazer", atalhos.REFAZER, self.refazer),
            self.ajuda,
            espaco=4,
            dono=barra,
        )
        self.dados = _menu_de_dados(self)
        return barra

    def _montar_aparencia(self) -> QWidget:
        self.botao_cor = Botao("C&or", ao_clicar=self._abrir_cores, icone="gota")
        self.logotipo = CaixaMarcar("Logo&tipo da empresa")
        self.logotipo.setToolTip("O do cadastro da empresa, no lugar do nome no cabeçalho")
        self.logotipo.toggled.connect(self._ao_marcar_logotipo)
        barra = QWidget()
        em_linha(self.botao_texto, self.botao_cor, 6, self.logotipo, ELASTICO, espaco=6, dono=barra)
        return barra

    def _abrir_cores(self) -> None:
        menu = QMenu(self)
        for cor, nome in CORES.items():
            amostra = QPixmap(tema.medida(16), tema.medida(16))
            amostra.fill(cor)
            acao = menu.addAction(QIcon(amostra), nome, partial(self.trocar_cor, cor))
            acao.setCheckable(True)
            acao.setChecked(cor == self._documento.cor)
        menu.addSeparator()
        menu.addAction("Outra…", self._perguntar_cor)
        menu.exec(self.botao_cor.mapToGlobal(QPoint(0, self.botao_cor.height())))

    def _perguntar_cor(self) -> None:
        dialogo = DialogoCor(self._documento.cor, self.window())
        if dialogo.responder():
            self.trocar_cor(cores.conferir(dialogo.cor.valor()))

    def _no_texto(self, fazer: Callable[[CampoRico], object]) -> None:
        campo = self._ultimo_texto()
        if campo is not None:
            fazer(campo)
            campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ultimo_texto(self) -> CampoRico | None:
        if self._ultimo is None:
            textos = (cartao.campo for cartao in self.cartoes if cartao.bloco().tipo is Tipo.TEXTO)
            self._ultimo = next(textos, None)
        return self._ultimo

    def _do_foco(self) -> int:
        """A posição do bloco em que está o foco; -1 se em nenhum."""
        com_foco = self.focusWidget()
        return next(
            (cartao.posicao for cartao in self.cartoes if com_foco is not None and cartao.isAncestorOf(com_foco)), -1
        )

    def _mover_o_do_foco(self, quanto: int) -> None:
        if (posicao := self._do_foco()) >= 0:
            self.mover(posicao, posicao + quanto)

    def _ao_marcar_logotipo(self, mostrar: bool) -> None:
        self._documento = replace(self._documento, logotipo=mostrar)
        self._anotar()

    def _ao_mudar_bloco(self, cartao: Cartao, chave: str) -> None:
        blocos = list(self._documento.blocos)
        blocos[cartao.posicao] = cartao.bloco()
        self._documento = replace(self._documento, blocos=tuple(blocos))
        self._anotar(chave)

    def _anotar(self, chave: str = "") -> None:
        posicao = self._do_foco()
        campo = self.cartoes[posicao].campo if posicao >= 0 and self._documento.blocos[posicao].textos else None
        self._historia.anotar(Momento(self._documento, posicao, campo.textCursor().position() if campo else 0), chave)
        self._pausa.start()
        self.mudou.emit()

    def _ir(self, momento: Momento | None) -> None:
        if momento is None:
            return
        self._mostrar(momento.documento)
        if 0 <= momento.bloco < len(self.cartoes):
            cartao = self.cartoes[momento.bloco]
            if cartao.bloco().tipo is Tipo.TEXTO:
                cursor = cartao.campo.textCursor()
                cursor.setPosition(min(momento.posicao, max(0, cartao.campo.document().characterCount() - 1)))
                cartao.campo.setTextCursor(cursor)
            self._focar(cartao)
        elif self.cartoes and self.focusWidget() is None:
            self._focar(self.cartoes[0])
        self.mudou.emit()

    @staticmethod
    def _focar(cartao: Cartao) -> None:
        """Põe o foco no bloco: sem ele, as teclas do editor não valeriam depois de refeita a coluna."""
        onde = cartao.campo if cartao.bloco().tipo is Tipo.TEXTO else cartao.liga
        onde.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, documento: Documento) -> None:
        self._documento = documento
        self.logotipo.blockSignals(True)
        self.logotipo.setChecked(documento.logotipo)
        self.logotipo.blockSignals(False)
        if [cartao.bloco().tipo for cartao in self.cartoes] == [bloco.tipo for bloco in documento.blocos]:
            for cartao, bloco in zip(self.cartoes, documento.blocos, strict=True):
                if cartao.bloco() != bloco:
                    cartao.definir(bloco)
            return
        self._ultimo = None
        esvaziar(self._fila.caixa)
        quantos = len(documento.blocos)
        self.cartoes = [self._cartao(bloco, posicao, quantos) for posicao, bloco in enumerate(documento.blocos)]
        for cartao in self.cartoes:
            self._fila.caixa.addWidget(cartao)
        self._fila.caixa.addStretch(1)

    def _cartao(self, bloco: Bloco, posicao: int, quantos: int) -> Cartao:
        cartao = Cartao(bloco, posicao, quantos)
        cartao.mudou.connect(partial(self._ao_mudar_bloco, cartao))
        cartao.pediu_mover.connect(lambda quanto: self.mover(posicao, posicao + quanto))
        cartao.pediu_excluir.connect(lambda: self.excluir(posicao))
        cartao.trocou_de_tom.connect(self.trocou_de_tom)
        if bloco.tipo is Tipo.TEXTO:
            cartao.campo.installEventFilter(self)
            self._navegacao.vigiar(cartao.campo, ajuda=self.ajuda.abrir)
            cartao.campo.pediu_desfazer.connect(self.desfazer)
            cartao.campo.pediu_refazer.connect(self.refazer)
            cartao.campo.cursorPositionChanged.connect(partial(self._seguir, cartao.campo))
        return cartao

    def _seguir(self, campo: CampoRico) -> None:
        """A coluna rola até onde se escreve."""
        if campo.hasFocus():
            onde = campo.viewport().mapTo(self._fila, campo.cursorRect().center())
            self.rolagem.ensureVisible(onde.x(), onde.y(), 0, tema.medida(40))


class _Fila(QWidget):
    """A coluna dos blocos, onde se solta o que se arrasta."""

    def __init__(self, editor: EditorVisual) -> None:
        super().__init__()
        self._editor = editor
        self.caixa = QVBoxLayout(self)
        self.caixa.setContentsMargins(0, 0, tema.medida(6), 0)
        self.caixa.setSpacing(tema.medida(6))
        self._marca = Linha(cor="a_vencer", pai=self)
        self._marca.setFixedHeight(tema.medida(3))
        self._marca.hide()
        self.setProperty("transparente", True)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Só um bloco desta mensagem."""
        if event.mimeData().hasFormat(FORMATO):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mostra onde o bloco ficaria."""
        altura = event.position().toPoint().y()
        acima = [cartao.geometry() for cartao in self._editor.cartoes if cartao.geometry().center().y() < altura]
        linha = acima[-1].bottom() + tema.medida(2) if acima else 0
        self._marca.setGeometry(QRect(0, linha, self.width() - tema.medida(6), tema.medida(3)))
        self._marca.raise_()
        self._marca.show()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Saiu sem soltar."""
        self._marca.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move o bloco."""
        self._marca.hide()
        event.acceptProposedAction()
        self._editor.soltar(int(bytes(event.mimeData().data(FORMATO).data())), event.position().toPoint().y())


def _ferramenta(icone: str, atalho: Atalho, fazer: AoClicar) -> Botao:
    botao = Botao("", icone=icone, ao_clicar=fazer)
    botao.setAccessibleName(atalho.o_que_faz)
    botao.setToolTip(f"{atalho.o_que_faz} ({atalho.tecla})")
    return botao


def _menu_de_dados(editor: EditorVisual) -> QMenu:
    menu = QMenu(editor)
    menu.setAccessibleName("Dados que se inserem no texto")
    for titulo, etiquetas in GRUPOS:
        grupo = menu.addMenu(titulo)
        for etiqueta in etiquetas:
            grupo.addAction(etiqueta.titulo, partial(editor.inserir, etiqueta.nome))
    return menu
