"""A lista pronta para uma tela, venha inteira ou aos poucos: procura enquanto se digita, teclas, erro e exportação."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from regras.erros import ErroAviso
from ui.campos.campo_texto import CampoTexto
from ui.componentes.disposicao import em_coluna
from ui.componentes.texto import Estado
from ui.contexto import Contexto
from ui.preferencias import Preferencias
from ui.tabelas import exportacao
from ui.tabelas.base import L, ModeloDeColunas
from ui.tabelas.visao import VisaoTabela
from ui.trabalho import Trabalho

_ESPERA_MS = 250
_PARA_A_LISTA = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuadroLista(QWidget, Generic[L]):
    """Uma lista e o campo `procura`, que a tela põe onde quiser.

    No campo de procura as setas andam na lista e Enter abre; na lista que mora na base, letras vão para ele. ESC, num
    ou noutra, limpa a procura antes de fechar a tela.

    Sinais:
        abriu(object): Enter ou duplo clique.
        selecionou(object): a linha corrente mudou; None quando não há.
        carregou(): chegaram linhas.
    """

    abriu = Signal(object)
    selecionou = Signal(object)
    carregou = Signal()

    def __init__(
        self,
        nome: str,
        modelo: ModeloDeColunas[L],
        *,
        procura: str,
        largura_da_procura: int = 380,
        preferencias: Preferencias | None = None,
        com_corrente: bool = True,
    ) -> None:
        """Monta vazio; `atualizar` faz a primeira leitura.

        Args:
            nome: da lista, para o leitor de tela e para guardar as larguras.
            modelo: as linhas (`TabelaLida` ou `TabelaPaginada`).
            procura: o que se pode procurar, escrito dentro do campo.
            largura_da_procura: do campo; 0 toma a linha.
            preferencias: onde guardar a largura das colunas; None não guarda.
            com_corrente: a primeira linha começa selecionada; False é lista só de ler, em que Enter nada abre.
        """
        super().__init__()
        self._corrente: tuple[int, Hashable] | None = None
        self._deve_abrir = False
        self.procura = CampoTexto(largura=largura_da_procura)
        self.procura.setPlaceholderText(procura)
        self.procura.setAccessibleName(procura)
        self._com_corrente = com_corrente
        if com_corrente:
            self.procura.setProperty("teclas", ["↑↓-Anda na lista", "Enter-Abre"])
        self.procura.mudou.connect(self._ao_digitar)
        self.procura.installEventFilter(self)
        self.modelo = modelo
        modelo.setParent(self)
        modelo.carregou.connect(self._ao_carregar)
        modelo.falhou.connect(self._ao_falhar)
        self._erro = Estado("erro", "", "perigo", quebra=True)
        self._erro.hide()
        self.visao = VisaoTabela(nome, preferencias=preferencias)
        self.visao.installEventFilter(self)
        coluna, ordem = modelo.ordem_de_inicio() or (-1, Qt.SortOrder.AscendingOrder)
        self.visao.mostrar(modelo, ordenar_por=coluna, ordem=ordem)
        self.visao.abriu.connect(self.abriu)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.visao.digitou.connect(self._ao_digitar_na_lista)
        em_coluna(self._erro, (self.visao, 1), dono=self)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._procurar)

    def atual(self) -> L | None:
        """A linha corrente."""
        return self.modelo.linha(self.visao.currentIndex().row()) if self.visao.currentIndex().isValid() else None

    def atualizar(self) -> None:
        """Lê de novo, mantendo a linha corrente se ela continuar."""
        self.modelo.atualizar()

    def procurar_em(self, chave: Hashable) -> None:
        """Pede que a linha desta chave seja a corrente assim que estiver à vista."""
        self._corrente = (0, chave)
        self._repor()

    def ir_a_procura(self) -> None:
        """Leva o foco ao campo de procura, com o que está nele selecionado."""
        self.procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.procura.selectAll()

    def exportar(self, contexto: Contexto, arquivo: str) -> Trabalho | None:
        """Pergunta onde e grava em CSV tudo o que a lista tem, não só a página à vista."""
        modelo, linhas = self.modelo, self.modelo.percorrer()
        return exportacao.exportar(
            self.window(), contexto, arquivo, modelo.titulos(), lambda: map(modelo.textos, linhas)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """ESC limpa a procura; nela, setas e Enter valem para a lista; Ctrl+E é exportar, e não fim da linha."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape and self.procura.text():
            return self._limpar_a_procura(event)
        return self._da_procura(event) if watched is self.procura else super().eventFilter(watched, event)

    def _limpar_a_procura(self, event: QKeyEvent) -> bool:
        """Antes do atalho da janela, que a fecharia."""
        if event.type() == QEvent.Type.KeyPress:
            self.procura.clear()
        event.accept()
        return True

    def _da_procura(self, event: QKeyEvent) -> bool:
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.type() == QEvent.Type.ShortcutOverride:
            return controle and event.key() == Qt.Key.Key_E
        if event.type() == QEvent.Type.KeyPress:
            if event.key() in _PARA_A_LISTA:
                self.visao.keyPressEvent(event)
                return True
            if event.key() in _ENTER:
                self._abrir_o_procurado()
                return True
        return False

    def _ao_digitar(self) -> None:
        if self.modelo.DEMORA:
            self._espera.start()
        else:
            self._procurar()

    def _ao_digitar_na_lista(self, letras: str) -> None:
        self.procura.setFocus(Qt.FocusReason.OtherFocusReason)
        self.procura.setText(letras)

    def _procurar(self) -> None:
        antes, self._corrente = self._corrente, None
        if not self.modelo.procurar(self.procura.text()):
            self._corrente = antes
            if self._deve_abrir:
                self._abrir_atual()

    def _abrir_o_procurado(self) -> None:
        """Enter logo depois de digitar abre o achado, e não o que ainda está à mostra."""
        if self._espera.isActive():
            self._espera.stop()
            self._deve_abrir = True
            self._procurar()
        else:
            self._abrir_atual()

    def _abrir_atual(self) -> None:
        self._deve_abrir = False
        if (objeto := self.atual()) is not None:
            self.abriu.emit(objeto)

    def _ao_selecionar(self, objeto: L | None) -> None:
        if objeto is not None:
            self._corrente = (self.visao.currentIndex().row(), self.modelo.chave_de(objeto))
        self.selecionou.emit(objeto)

    def _ao_carregar(self) -> None:
        self._erro.hide()
        self._repor()
        self.carregou.emit()
        if self._deve_abrir:
            self._abrir_atual()

    def _repor(self) -> None:
        """Volta à linha que era a corrente; se ela sumiu, à que ficou no lugar dela."""
        if self._corrente is None or not self.modelo.total:
            if self._com_corrente:
                self.visao.selecionar(0)
            return
        posicao, chave = self._corrente
        atual = self.atual()
        if atual is not None and self.modelo.chave_de(atual) == chave:
            return
        achada = self.modelo.posicao_de(chave)
        destino = achada if achada >= 0 else min(posicao, self.modelo.total - 1)
        if destino != self.visao.currentIndex().row():
            self.visao.selecionar(destino)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._deve_abrir = False
        self._erro.mostrar_erro(erro)
