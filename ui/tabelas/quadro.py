"""A lista que mora na base, pronta para uma tela: procura enquanto se digita, ordem pelo título e rodapé."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from modelos.acesso.consulta import Consulta, Pagina
from regras.erros import ErroAviso
from ui import tema
from ui.campos.campo_texto import CampoTexto
from ui.componentes.texto import Estado
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.tabelas.base import Coluna
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.visao import VisaoTabela
from ui.trabalho import Trabalho

L = TypeVar("L")
_ESPERA_MS = 250
_PARA_A_LISTA = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuadroPaginado(QWidget, Generic[L]):
    """Lista paginada. O campo `procura` é posto pela tela onde ela quiser.

    No campo de procura as setas andam na lista e Enter abre; na lista, letras vão para o campo de procura.

    Sinais:
        abriu(object): Enter ou duplo clique.
        selecionou(object): a linha corrente mudou; None quando não há.
        carregou(): chegou uma página.
        consultou(Consulta): procura ou filtro mudou, ou a lista foi relida: os totais têm de ser refeitos.
    """

    abriu = Signal(object)
    selecionou = Signal(object)
    carregou = Signal()
    consultou = Signal(object)

    def __init__(
        self,
        contexto: Contexto,
        nome: str,
        colunas: Sequence[Coluna[L]],
        ler: Callable[[Consulta], Pagina[L]],
        *,
        chave: Callable[[L], Hashable],
        consulta: Consulta,
        procura: str,
        pai: QWidget | None = None,
    ) -> None:
        """Monta vazio; `atualizar` faz a primeira leitura.

        Args:
            contexto: o das telas.
            nome: da lista, para o leitor de tela e para guardar as larguras.
            colunas: as que têm `ordem_na_base` ordenam pelo clique no título.
            ler: lê uma página; roda na thread do trabalho.
            chave: identifica uma linha, para manter a seleção.
            consulta: ordem e filtros de início.
            procura: o que se pode procurar, escrito dentro do campo.
            pai: dono.
        """
        super().__init__(pai)
        self._contexto, self._chave = contexto, chave
        self._corrente: tuple[int, Hashable] | None = None
        self._deve_abrir = False
        self.procura = CampoTexto(largura=380)
        self.procura.setPlaceholderText(procura)
        self.procura.setAccessibleName(procura)
        self.procura.setProperty("teclas", ["↑↓-Anda na lista", "Enter-Abre"])
        self.procura.mudou.connect(self._ao_digitar)
        self.procura.installEventFilter(self)
        self.modelo: TabelaPaginada[L] = TabelaPaginada(colunas, ler, contexto.base, consulta=consulta, pai=self)
        self.modelo.carregou.connect(self._ao_carregar)
        self.modelo.falhou.connect(self._ao_falhar)
        self.visao = VisaoTabela(nome, preferencias=contexto.preferencias)
        self._montar()
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(_ESPERA_MS)
        self._espera.timeout.connect(self._procurar)

    def atual(self) -> L | None:
        """A linha corrente."""
        return self.modelo.linha(self.visao.currentIndex().row()) if self.visao.currentIndex().isValid() else None

    def atualizar(self) -> None:
        """Lê de novo da base, mantendo a linha corrente se ela continuar."""
        self.modelo.atualizar()
        self.consultou.emit(self.modelo.consulta)

    def filtrar(self, filtros: Mapping[str, str]) -> None:
        """Troca os filtros."""
        if dict(filtros) != dict(self.modelo.consulta.filtros):
            self.modelo.filtrar(filtros)
            self.consultou.emit(self.modelo.consulta)

    def procurar_em(self, chave: Hashable) -> None:
        """Pede que a linha desta chave seja a corrente assim que estiver à vista."""
        self._corrente = (0, chave)
        self._repor()

    def ordenar_pela_seguinte(self) -> None:
        """A ordem passa à próxima coluna que ordena e está à vista; depois da última, a primeira."""
        colunas = [
            posicao
            for posicao, coluna in enumerate(self.modelo.colunas)
            if coluna.ordem_na_base and not self.visao.isColumnHidden(posicao)
        ]
        atual = self.modelo.consulta.ordem
        depois = [posicao for posicao in colunas if posicao > self._posicao_de(atual)]
        self.modelo.sort((depois or colunas)[0], Qt.SortOrder.AscendingOrder)
        self._mostrar_ordem()

    def inverter_ordem(self) -> None:
        """A mesma coluna, do fim para o começo."""
        consulta = self.modelo.consulta
        ordem = Qt.SortOrder.AscendingOrder if consulta.decrescente else Qt.SortOrder.DescendingOrder
        self.modelo.sort(self._posicao_de(consulta.ordem), ordem)
        self._mostrar_ordem()

    def exportar(self, pai: QWidget, arquivo: str) -> Trabalho | None:
        """Pergunta onde e grava em CSV tudo o que a lista tem, não só a página à vista."""
        modelo = self.modelo
        return exportacao.exportar(
            pai, self._contexto, arquivo, modelo.titulos(), lambda: map(modelo.textos, modelo.percorrer())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Setas e Enter na procura valem para a lista; Ctrl+E é exportar, e não fim da linha."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
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
        return super().eventFilter(watched, event)

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(8))
        self._erro = Estado("erro", "", "perigo", quebra=True)
        self._erro.hide()
        caixa.addWidget(self._erro)
        self.visao.setProperty("moldura", True)
        self.visao.mostrar(self.modelo)
        cabeca = self.visao.horizontalHeader()
        cabeca.setSectionsClickable(True)
        cabeca.sectionClicked.connect(self._ao_ordenar)
        self._mostrar_ordem()
        self.visao.abriu.connect(self.abriu)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.visao.digitou.connect(self._ao_digitar_na_lista)
        caixa.addWidget(self.visao, 1)

    def _posicao_de(self, ordem: str) -> int:
        """A coluna desta ordem, ou −1."""
        nomes = [coluna.ordem_na_base for coluna in self.modelo.colunas]
        return nomes.index(ordem) if ordem and ordem in nomes else -1

    def _mostrar_ordem(self) -> None:
        consulta, cabeca = self.modelo.consulta, self.visao.horizontalHeader()
        posicao = self._posicao_de(consulta.ordem)
        if posicao >= 0:
            ordem = Qt.SortOrder.DescendingOrder if consulta.decrescente else Qt.SortOrder.AscendingOrder
            cabeca.setSortIndicatorShown(True)
            cabeca.setSortIndicator(posicao, ordem)

    def _ao_ordenar(self, coluna: int) -> None:
        nome = self.modelo.colunas[coluna].ordem_na_base
        if not nome:
            self._mostrar_ordem()
            return
        antes = self.modelo.consulta
        desce = antes.ordem == nome and not antes.decrescente
        self.modelo.sort(coluna, Qt.SortOrder.DescendingOrder if desce else Qt.SortOrder.AscendingOrder)
        self._mostrar_ordem()

    def _ao_digitar(self) -> None:
        self._espera.start()

    def _ao_digitar_na_lista(self, letras: str) -> None:
        self.procura.setFocus(Qt.FocusReason.OtherFocusReason)
        self.procura.setText(letras)

    def _procurar(self) -> None:
        antes = self.modelo.consulta
        self.modelo.procurar(self.procura.text())
        if self.modelo.consulta != antes:
            self._corrente = None
            self.consultou.emit(self.modelo.consulta)
        elif self._deve_abrir:
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
            self._corrente = (self.visao.currentIndex().row(), self._chave(objeto))
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
            self.visao.selecionar(0)
            return
        posicao, chave = self._corrente
        atual = self.atual()
        if atual is not None and self._chave(atual) == chave:
            return
        achada = next((onde for onde, linha in self.modelo.na_memoria() if self._chave(linha) == chave), None)
        destino = min(posicao, self.modelo.total - 1) if achada is None else achada
        if destino != self.visao.currentIndex().row():
            self.visao.selecionar(destino)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._deve_abrir = False
        self._erro.mostrar("erro", erro.frase(), "perigo")
        self._erro.show()
