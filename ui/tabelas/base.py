"""Tabela que recebe linhas prontas: uma tupla de `Coluna` diz o que mostrar, como ordenar e como alinhar.

`TabelaBase` guarda a própria lista e a ordena em `sort()`, preservando a seleção; `lida.TabelaLida` a lê e a procura
inteira; `paginada.TabelaPaginada` lê aos poucos a que mora na base. As três têm as mesmas colunas.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics

from ui import recursos, tema
from ui.tema import Letra, Peso

L = TypeVar("L")
FOLGA = 17
"""Em pixels, o que a célula põe em volta do texto, e também o que um ícone toma."""
_MAIOR_NUMERO = 40
"""Texto com algarismo maior que isto é frase, que se pode cortar: a dica a mostra inteira."""
Indice = QModelIndex | QPersistentModelIndex
_RAIZ = QModelIndex()

PAPEL_LINHA = int(Qt.ItemDataRole.UserRole) + 1
"""O objeto da linha."""
PAPEL_MARCAVEL = int(Qt.ItemDataRole.UserRole) + 2
"""Na coluna 0: None (sem caixa), falso ou verdadeiro."""
PAPEL_COR = int(Qt.ItemDataRole.UserRole) + 3
"""Nome da cor do texto da célula, ou vazio."""

_DO_QT = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ForegroundRole,
)
_PAPEIS = frozenset((*map(int, _DO_QT), PAPEL_LINHA, PAPEL_MARCAVEL, PAPEL_COR))
"""Os que têm resposta: metade do que o Qt pergunta a cada célula pintada não tem, e sai logo."""


class Alinhamento(IntEnum):
    """Alinhamento horizontal de uma coluna; valores vão à direita, para as vírgulas casarem."""

    ESQUERDA = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    DIREITA = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    CENTRO = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True)
class Coluna(Generic[L]):
    """Uma coluna de uma lista de `L`.

    Atributos:
        titulo: cabeçalho.
        texto: o que a célula mostra.
        ordem: chave de ordenação (número, data); None ordena pelo texto.
        alinhamento: horizontal.
        ordem_na_base: nome da coluna na `Consulta`, para tabelas paginadas; vazio não ordena.
        icone: devolve o nome do ícone, ou vazio.
        cor: devolve o nome da cor do texto e do ícone, ou vazio (a do corpo).
        peso: peso da letra.
        largura: em pixels com letra em 100 %, que cresce se um número ou data não couber; 0 toma o espaço que sobra.
        detalhe: letra pequena e secundária (códigos).
    """

    titulo: str
    texto: Callable[[L], str]
    ordem: Callable[[L], Any] | None = None
    alinhamento: Alinhamento = Alinhamento.ESQUERDA
    ordem_na_base: str = ""
    icone: Callable[[L], str] | None = None
    cor: Callable[[L], str] | None = None
    peso: Peso = Peso.NORMAL
    largura: int = 120
    detalhe: bool = False


class ModeloDeColunas(QAbstractTableModel, Generic[L]):
    """O que as tabelas têm em comum: das colunas e da linha sai o que o Qt pergunta.

    `DEMORA` diz se procurar vai à base: quem digita espera uma pausa.

    Sinais:
        carregou(): chegaram linhas.
        falhou(ErroAviso): a leitura não deu certo.
    """

    carregou = Signal()
    falhou = Signal(object)

    DEMORA = False

    def __init__(
        self,
        colunas: Sequence[Coluna[L]],
        pai: QObject | None = None,
        *,
        chave: Callable[[L], Hashable] | None = None,
    ) -> None:
        super().__init__(pai)
        self.colunas = tuple(colunas)
        self._chave: Callable[[L], Hashable] = chave or id

    @property
    def total(self) -> int:
        """Quantas linhas a lista tem."""
        return self.rowCount()

    def chave_de(self, objeto: L) -> Hashable:
        """A chave de uma linha."""
        return self._chave(objeto)

    def posicao_de(self, chave: Hashable) -> int:
        """A posição da linha desta chave, ou −1 se ela não está na memória."""
        return next((posicao for posicao, item in self.na_memoria() if self._chave(item) == chave), -1)

    def na_memoria(self) -> Iterable[tuple[int, L]]:
        """As linhas já lidas, cada uma com a sua posição."""
        return ()

    def percorrer(self) -> Iterable[L]:
        """A lista inteira como está à mostra, na ordem em vigor; a leitura pode ir à base."""
        return ()

    def atualizar(self) -> None:
        """Lê de novo."""

    def procurar(self, texto: str) -> bool:
        """Mostra só o que tem este texto; diz se a procura mudou."""
        raise TypeError("a subclasse tem de definir")

    def ordem_de_inicio(self) -> tuple[int, Qt.SortOrder] | None:
        """Por que coluna a lista começa ordenada, e se sobe ou desce; None não ordena."""
        return None

    def pode_ordenar(self, posicao: int) -> bool:
        """Diz se a coluna ordena."""
        return 0 <= posicao < len(self.colunas)

    def linha(self, posicao: int) -> L | None:
        """O objeto da linha, ou None se ainda não está na memória."""
        raise TypeError("a subclasse tem de definir")

    def columnCount(self, parent: Indice = _RAIZ) -> int:
        """Quantas colunas."""
        return 0 if parent.isValid() else len(self.colunas)

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texto, cor, ícone, letra e alinhamento de uma célula."""
        if role not in _PAPEIS or not index.isValid():
            return None
        objeto = self.linha(index.row())
        if objeto is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        return self._da_celula(objeto, self.colunas[index.column()], index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Título e alinhamento do cabeçalho."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.colunas):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.colunas[section].titulo
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.colunas[section].alinhamento)
        return None

    def marcavel(self, _objeto: L) -> bool | None:
        """Estado da caixa de marcar da linha; None não tem caixa."""
        return None

    def titulos(self) -> list[str]:
        """Os cabeçalhos, para exportar."""
        return [coluna.titulo for coluna in self.colunas]

    def textos(self, objeto: L) -> list[str]:
        """As células de uma linha, para exportar e copiar."""
        return [coluna.texto(objeto) for coluna in self.colunas]

    def largura_precisa(self, posicao: int, linhas: Iterable[int]) -> int:
        """Em pixels, o que a coluna precisa para mostrar inteiro o que tem algarismo nestas linhas; 0 se nada tem."""
        coluna = self.colunas[posicao]
        textos = {coluna.texto(objeto) for linha in linhas if (objeto := self.linha(linha)) is not None}
        com_numero = [texto for texto in textos if len(texto) <= _MAIOR_NUMERO and any(map(str.isdigit, texto))]
        if not com_numero:
            return 0
        metrica = QFontMetrics(tema.fonte(Letra.DETALHE if coluna.detalhe else Letra.CORPO, coluna.peso))
        ocupa = max(map(metrica.horizontalAdvance, com_numero)) + tema.medida(FOLGA)
        return ocupa + (tema.medida(FOLGA) if coluna.icone else 0)

    def _da_celula(self, objeto: L, coluna: Coluna[L], posicao: int, papel: int) -> object:
        if papel == Qt.ItemDataRole.DisplayRole:
            return coluna.texto(objeto)
        if papel == Qt.ItemDataRole.TextAlignmentRole:
            return int(coluna.alinhamento)
        if papel == Qt.ItemDataRole.FontRole:
            return tema.fonte(Letra.DETALHE if coluna.detalhe else Letra.CORPO, coluna.peso)
        if papel == PAPEL_LINHA:
            return objeto
        if papel == PAPEL_MARCAVEL:
            return self.marcavel(objeto) if posicao == 0 else None
        return self._da_aparencia(objeto, coluna, papel)

    def _da_aparencia(self, objeto: L, coluna: Coluna[L], papel: int) -> object:
        nome = coluna.cor(objeto) if coluna.cor else ""
        nome = nome or ("texto2" if coluna.detalhe else "")
        if papel == PAPEL_COR:
            return nome
        if papel == Qt.ItemDataRole.ForegroundRole and nome:
            return tema.cor(nome)
        if papel == Qt.ItemDataRole.DecorationRole and coluna.icone and (desenho := coluna.icone(objeto)):
            return recursos.desenho_em_pontos(desenho, tema.tom(nome or "texto2"), tema.medida(16))
        return None


class TabelaBase(ModeloDeColunas[L]):
    """Lista inteira na memória.

    Com `chave`, a seleção sobrevive a `trocar`. Com `pode_marcar`, a primeira coluna ganha caixa de marcar.
    """

    def __init__(
        self,
        colunas: Sequence[Coluna[L]],
        *,
        chave: Callable[[L], Hashable] | None = None,
        pode_marcar: Callable[[L], bool] | None = None,
        pai: QObject | None = None,
    ) -> None:
        super().__init__(colunas, pai, chave=chave)
        self._linhas: list[L] = []
        self._pode_marcar = pode_marcar
        self._marcadas: set[Hashable] = set()
        self._ordem: tuple[int, Qt.SortOrder] | None = None

    def linhas(self) -> list[L]:
        """As linhas, na ordem em que aparecem."""
        return list(self._linhas)

    def linha(self, posicao: int) -> L | None:
        """O objeto da linha."""
        return self._linhas[posicao] if 0 <= posicao < len(self._linhas) else None

    def na_memoria(self) -> Iterable[tuple[int, L]]:
        """Todas, cada uma com a sua posição."""
        return enumerate(self._linhas)

    def percorrer(self) -> Iterable[L]:
        """As linhas como estão agora: quem percorre fora da linha da tela não vê a troca seguinte."""
        return iter(self.linhas())

    def trocar(self, linhas: Iterable[L], marcadas: Iterable[Hashable] | None = None) -> None:
        """Mostra outra lista, na ordem que o operador escolheu.

        Args:
            linhas: as novas.
            marcadas: as chaves marcadas, que são das que podem; None mantém as marcas das que ficaram.
        """
        self.beginResetModel()
        self._linhas = list(linhas)
        if self._ordem is not None:
            self._ordenar(*self._ordem)
        if marcadas is not None:
            self._marcadas = set(marcadas)
        elif self._marcadas:
            self._marcadas &= {self._chave(item) for item in self._linhas}
        self.endResetModel()

    def rowCount(self, parent: Indice = _RAIZ) -> int:
        """Quantas linhas."""
        return 0 if parent.isValid() else len(self._linhas)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ordena a lista; a seleção acompanha as linhas."""
        if not 0 <= column < len(self.colunas):
            return
        self.layoutAboutToBeChanged.emit()
        antigos = self.persistentIndexList()
        onde = [(self._chave(self._linhas[indice.row()]), indice.column()) for indice in antigos]
        self._ordem = (column, order)
        self._ordenar(column, order)
        if antigos:
            posicoes = {self._chave(item): posicao for posicao, item in enumerate(self._linhas)}
            novos = [self.index(posicoes[chave], coluna) for chave, coluna in onde]
            self.changePersistentIndexList(antigos, novos)
        self.layoutChanged.emit()

    def marcavel(self, objeto: L) -> bool | None:
        """Estado da caixa da linha, ou None se ela não pode ser marcada."""
        if self._pode_marcar is None or not self._pode_marcar(objeto):
            return None
        return self._chave(objeto) in self._marcadas

    def marcadas(self) -> list[L]:
        """As linhas marcadas, na ordem da lista."""
        return [item for item in self._linhas if self._chave(item) in self._marcadas]

    def marcar(self, linhas: Iterable[L], marcar: bool = True) -> None:
        """Marca ou desmarca estas linhas; as que não podem são puladas."""
        for item in linhas:
            if self.marcavel(item) is None:
                continue
            (self._marcadas.add if marcar else self._marcadas.discard)(self._chave(item))
        self._repintar_marcas()

    def alternar(self, posicao: int) -> None:
        """Marca ou desmarca uma linha."""
        objeto = self.linha(posicao)
        estado = self.marcavel(objeto) if objeto is not None else None
        if objeto is not None and estado is not None:
            self.marcar([objeto], not estado)

    def inverter(self) -> None:
        """Marca as desmarcadas e desmarca as marcadas."""
        antes = set(self._marcadas)
        podem = {self._chave(item) for item in self._linhas if self.marcavel(item) is not None}
        self._marcadas = podem - antes
        self._repintar_marcas()

    def _repintar_marcas(self) -> None:
        if self._linhas:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._linhas) - 1, len(self.colunas) - 1))

    def _ordenar(self, coluna: int, ordem: Qt.SortOrder) -> None:
        qual = self.colunas[coluna]
        self._linhas.sort(key=qual.ordem or qual.texto, reverse=ordem == Qt.SortOrder.DescendingOrder)
