"""A tabela na tela: linha de 28, Enter abre, espaço marca, letras procuram, Ctrl+C copia."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui import recursos, tema
from ui.campos.caixa_marcar import pintar_caixa
from ui.componentes.anel_foco import seguir
from ui.preferencias import Preferencias
from ui.tabelas.base import FOLGA, PAPEL_LINHA, PAPEL_MARCAVEL, Alinhamento, ModeloDeColunas, TabelaBase

ALTURA_DA_LINHA = 28
ALTURA_DO_CABECALHO = 30
_CAIXA = 16
_RECUO = 34
_MINIMO_DA_ELASTICA, _MAXIMO_DO_MINIMO = 150, 260
_SETA = QStyleOptionHeader.SortIndicator
_SETA_TROCADA = {_SETA.SortUp: _SETA.SortDown, _SETA.SortDown: _SETA.SortUp}


class _Celula(QStyledItemDelegate):
    """Pinta a célula: fundo da seleção, linha embaixo, e a caixa de marcar na primeira coluna."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Tira o retângulo pontilhado do foco: quem mostra o foco é o anel."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Pinta a célula."""
        marca = index.data(PAPEL_MARCAVEL)
        dona = option.widget
        recua = index.column() == 0 and isinstance(dona, VisaoTabela) and dona.marcas
        if recua:
            self._pintar_recuo(painter, option, marca)
            option = QStyleOptionViewItem(option)
            option.rect = option.rect.adjusted(tema.medida(_RECUO), 0, 0, 0)
        super().paint(painter, option, index)
        if isinstance(dona, VisaoTabela) and dona.risca:
            painter.setPen(tema.cor("linha"))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A dica mostra inteiro o texto que não coube na coluna."""
        texto = str(index.data() or "")
        self.initStyleOption(option, index)
        ocupa = option.fontMetrics.horizontalAdvance(texto) + tema.medida(FOLGA)
        if index.data(Qt.ItemDataRole.DecorationRole) is not None:
            ocupa += option.decorationSize.width()
        QToolTip.showText(event.globalPos(), texto if ocupa > option.rect.width() else "", view)
        return True

    def _pintar_recuo(self, pintor: QPainter, opcao: QStyleOptionViewItem, marca: bool | None) -> None:
        area = QRect(opcao.rect.left(), opcao.rect.top(), tema.medida(_RECUO), opcao.rect.height())
        if opcao.state & QStyle.StateFlag.State_Selected:
            pintor.fillRect(area, tema.cor("suave"))
        pintor.setPen(tema.cor("linha"))
        pintor.drawLine(area.bottomLeft(), area.bottomRight())
        lado = tema.medida(_CAIXA)
        caixa = QRectF(area.left() + tema.medida(9), area.center().y() - lado / 2 + 0.5, lado, lado)
        pintor.save()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marca is None:
            recursos.pintar_icone(pintor, caixa.adjusted(4, 4, -4, -4), "menos", tema.tom("desabilitado"))
        else:
            pintar_caixa(pintor, caixa, marca)
        pintor.restore()


class _Cabecalho(QHeaderView):
    """Títulos com a seta para cima na ordem crescente, como no conceito; o Qt põe a contrária."""

    def __init__(self, pai: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, pai)
        self.setSectionsClickable(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, indice: int, /) -> None:
        """Vira a seta."""
        super().initStyleOptionForIndex(option, indice)
        if option.sortIndicator in _SETA_TROCADA:
            option.sortIndicator = _SETA_TROCADA[option.sortIndicator]


class VisaoTabela(QTableView):
    """A tabela configurada.

    Sinais:
        abriu(object): Enter ou duplo clique numa linha; traz o objeto dela.
        selecionou(object): a linha corrente mudou; None quando não há.
        marcou(): uma caixa de marcar mudou.
        digitou(str): letras numa lista que mora na base; quem procura é o campo de procura dela.

    Atributos:
        marcas: a primeira coluna tem caixa de marcar.
        risca: há um fio embaixo de cada linha.
    """

    abriu = Signal(object)
    selecionou = Signal(object)
    marcou = Signal()
    digitou = Signal(str)

    def __init__(
        self,
        nome: str,
        modelo: QAbstractItemModel | None = None,
        *,
        teclas: Sequence[str] = ("Enter-Abre", "Letras-Procuram"),
        moldura: bool = True,
        preferencias: Preferencias | None = None,
    ) -> None:
        """Monta a tabela.

        Args:
            nome: o que o leitor de tela diz e a chave com que a largura das colunas é guardada.
            modelo: as linhas, se já há; sem ele, `mostrar` as liga depois.
            teclas: as que a barra de estado diz com a lista em foco.
            moldura: com uma linha em volta.
            preferencias: onde guardar a largura das colunas; None não guarda.
        """
        super().__init__()
        self._nome, self._preferencias = nome, preferencias
        self.marcas = False
        self._ordem = (-1, Qt.SortOrder.AscendingOrder)
        self.risca = True
        self._chave_selecionada: Hashable | None = None
        self.setAccessibleName(nome)
        self.setItemDelegate(_Celula(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(tema.medida(16), tema.medida(16)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tema.medida(ALTURA_DA_LINHA))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(_Cabecalho(self))
        cabeca = self.horizontalHeader()
        cabeca.setFixedHeight(tema.medida(ALTURA_DO_CABECALHO))
        cabeca.setHighlightSections(False)
        cabeca.setDefaultAlignment(Qt.AlignmentFlag(Alinhamento.ESQUERDA))
        self.setProperty("teclas", list(teclas))
        self.setProperty("moldura", moldura)
        self.doubleClicked.connect(self._ao_clicar_duas_vezes)
        # Coalescida: a troca das linhas emite vários sinais, e medir uma vez basta.
        self._medida = QTimer(self, singleShot=True, interval=0)
        self._medida.timeout.connect(self.acomodar)
        self.verticalScrollBar().valueChanged.connect(self._medir)
        for barra in (self.verticalScrollBar(), self.horizontalScrollBar()):
            barra.valueChanged.connect(lambda: seguir(self))
        if modelo is not None:
            self.mostrar(modelo)

    def mostrar(
        self,
        modelo: QAbstractItemModel,
        *,
        ordenar_por: int = -1,
        ordem: Qt.SortOrder = Qt.SortOrder.AscendingOrder,
    ) -> None:
        """Liga a tabela às linhas, com as larguras das colunas; `ordenar_por` liga a ordenação por clique."""
        self.setModel(modelo)
        if isinstance(modelo, ModeloDeColunas):
            self._acertar_larguras(modelo)
        if ordenar_por >= 0:
            cabeca = self.horizontalHeader()
            cabeca.setSortIndicator(ordenar_por, ordem)
            self._ordem = (ordenar_por, ordem)
            cabeca.sortIndicatorChanged.connect(self._ao_mudar_ordem)
            self.setSortingEnabled(True)
        modelo.modelAboutToBeReset.connect(self._guardar_selecao)
        modelo.modelReset.connect(self._repor_selecao)
        for mudou in (modelo.modelReset, modelo.layoutChanged, modelo.dataChanged, modelo.rowsInserted):
            mudou.connect(self._medir)

    def _medir(self, *_sinal: object) -> None:
        self._medida.start()

    def ordenar_pela_seguinte(self) -> None:
        """A ordem passa à próxima coluna que ordena e está à vista; depois da última, a primeira."""
        cabeca = self.horizontalHeader()
        a_vista = [
            posicao
            for posicao in range(cabeca.count())
            if not self.isColumnHidden(posicao) and self._pode_ordenar(posicao)
        ]
        atual = cabeca.sortIndicatorSection()
        depois = [posicao for posicao in a_vista if posicao > atual]
        if a_vista:
            self.sortByColumn((depois or a_vista)[0], Qt.SortOrder.AscendingOrder)

    def inverter_ordem(self) -> None:
        """A mesma coluna, do fim para o começo."""
        cabeca = self.horizontalHeader()
        sobe = cabeca.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        outra = Qt.SortOrder.DescendingOrder if sobe else Qt.SortOrder.AscendingOrder
        self.sortByColumn(cabeca.sortIndicatorSection(), outra)

    def _pode_ordenar(self, posicao: int) -> bool:
        modelo = self.model()
        return not isinstance(modelo, ModeloDeColunas) or modelo.pode_ordenar(posicao)

    def _ao_mudar_ordem(self, posicao: int, ordem: Qt.SortOrder) -> None:
        """O título que não ordena devolve a seta a quem ordena."""
        if self._pode_ordenar(posicao):
            self._ordem = (posicao, ordem)
        else:
            self.horizontalHeader().setSortIndicator(*self._ordem)

    def mostrar_marcas(self) -> None:
        """Reserva o lugar da caixa de marcar na primeira coluna."""
        self.marcas = True
        self.setProperty("teclas", ["Espaço-Marca", "Enter-Abre", "Letras-Procuram"])

    def atual(self) -> object:
        """O objeto da linha corrente, ou None."""
        return self.currentIndex().data(PAPEL_LINHA) if self.currentIndex().isValid() else None

    def selecionar(self, posicao: int) -> None:
        """Põe uma linha como corrente e a traz à vista."""
        modelo = self.model()
        if modelo is not None and 0 <= posicao < modelo.rowCount():
            self.setCurrentIndex(modelo.index(posicao, 0))

    def area_do_foco(self) -> QRect:
        """A linha corrente, para o anel de foco; sem ela, a tabela inteira."""
        indice = self.currentIndex()
        area = self.visualRect(indice) if indice.isValid() else QRect()
        if area.isEmpty():
            return self.rect()
        visivel = self.viewport()
        linha = QRect(0, area.top(), visivel.width(), area.height()).intersected(visivel.rect())
        return linha.translated(visivel.pos()).adjusted(4, 4, -4, -4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter abre, espaço marca, Ctrl+C copia a linha; o resto é do Qt (setas, letras procuram)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._abrir_atual()
        elif event.key() == Qt.Key.Key_Space and self.marcas:
            self._alternar(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copiar()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Procura na lista da memória; percorrer a que mora na base pararia a tela."""
        if isinstance(self.model(), TabelaBase):
            super().keyboardSearch(search)
        elif search.strip():
            self.digitou.emit(search)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clicar na caixa de marcar a alterna."""
        super().mouseReleaseEvent(event)
        ponto = event.position().toPoint()
        indice = self.indexAt(ponto)
        na_caixa = ponto.x() - self.columnViewportPosition(0) < tema.medida(_RECUO)
        if self.marcas and indice.isValid() and indice.column() == 0 and na_caixa:
            self._alternar(indice.row())

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Avisa quem mostra o detalhe e leva o anel junto."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not current.isValid():
            self.selecionou.emit(current.data(PAPEL_LINHA) if current.isValid() else None)
        seguir(self)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Mantém o anel no lugar."""
        super().selectionChanged(selected, deselected)
        seguir(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Acomoda as colunas na largura nova."""
        super().resizeEvent(event)
        self.acomodar()

    def acomodar(self) -> None:
        """Alarga a coluna em que um número ou data à vista não cabe; se faltar lugar à elástica, a lista rola."""
        modelo = self.model()
        if not isinstance(modelo, ModeloDeColunas):
            return
        ultima = self.rowAt(self.viewport().height() - 1)
        linhas = range(max(0, self.rowAt(0)), (ultima if ultima >= 0 else modelo.rowCount() - 1) + 1)
        sobra, minimos = self.viewport().width(), {}
        for posicao, coluna in enumerate(modelo.colunas):
            if self.isColumnHidden(posicao):
                continue
            precisa = modelo.largura_precisa(posicao, linhas)
            precisa += tema.medida(_RECUO) if precisa and self.marcas and not posicao else 0
            if coluna.largura:
                if precisa > self.columnWidth(posicao):
                    self.setColumnWidth(posicao, precisa)
                sobra -= self.columnWidth(posicao)
            else:
                minimos[posicao] = min(precisa, tema.medida(_MAXIMO_DO_MINIMO)) or tema.medida(_MINIMO_DA_ELASTICA)
        sem_rolagem = self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        cabe = sem_rolagem or sobra >= sum(minimos.values())
        modo = QHeaderView.ResizeMode.Stretch if cabe else QHeaderView.ResizeMode.Interactive
        for posicao, minimo in minimos.items():
            self.horizontalHeader().setSectionResizeMode(posicao, modo)
            if not cabe:
                self.setColumnWidth(posicao, minimo)

    def hideEvent(self, event: QEvent) -> None:
        """Guarda a largura das colunas."""
        if self._preferencias is not None:
            self._preferencias.guardar_colunas(self._nome, self.horizontalHeader().saveState())
        super().hideEvent(event)  # type: ignore[arg-type]  # o Qt entrega um QHideEvent

    def _acertar_larguras(self, modelo: ModeloDeColunas[object]) -> None:
        cabeca = self.horizontalHeader()
        gravadas = self._preferencias.colunas(self._nome) if self._preferencias else None
        if gravadas and cabeca.restoreState(gravadas):
            return
        for posicao, coluna in enumerate(modelo.colunas):
            if coluna.largura:
                self.setColumnWidth(posicao, tema.medida(coluna.largura))
            else:
                cabeca.setSectionResizeMode(posicao, QHeaderView.ResizeMode.Stretch)

    def _alternar(self, posicao: int) -> None:
        modelo = self.model()
        if isinstance(modelo, TabelaBase) and posicao >= 0:
            modelo.alternar(posicao)
            self.marcou.emit()

    def _ao_clicar_duas_vezes(self, indice: QModelIndex) -> None:
        self.abriu.emit(indice.data(PAPEL_LINHA))

    def _abrir_atual(self) -> None:
        if self.atual() is not None:
            self.abriu.emit(self.atual())

    def _copiar(self) -> None:
        modelo = self.model()
        objeto = self.atual()
        if isinstance(modelo, ModeloDeColunas) and objeto is not None:
            QGuiApplication.clipboard().setText("\t".join(modelo.textos(objeto)))

    def _guardar_selecao(self) -> None:
        modelo, objeto = self.model(), self.atual()
        self._chave_selecionada = (
            modelo.chave_de(objeto) if isinstance(modelo, TabelaBase) and objeto is not None else None
        )

    def _repor_selecao(self) -> None:
        modelo = self.model()
        if isinstance(modelo, TabelaBase) and self._chave_selecionada is not None:
            self.selecionar(modelo.posicao_de(self._chave_selecionada))
