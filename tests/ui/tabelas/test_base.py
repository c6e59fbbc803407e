from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from pytestqt.modeltest import ModelTester

from ui import tema
from ui.tabelas.base import PAPEL_LINHA, PAPEL_MARCAVEL, Alinhamento, Coluna, TabelaBase


@dataclass(frozen=True)
class Item:
    codigo: str
    valor: Decimal
    dia: date


ITENS = [
    Item("c", Decimal("9.5"), date(2026, 12, 1)),
    Item("a", Decimal(10), date(2026, 2, 28)),
    Item("b", Decimal(100), date(2025, 11, 30)),
]
COLUNAS = (
    Coluna[Item]("Código", lambda item: item.codigo, cor=lambda item: "perigo" if item.codigo == "a" else ""),
    Coluna[Item]("Valor", lambda item: str(item.valor), ordem=lambda item: item.valor, alinhamento=Alinhamento.DIREITA),
    Coluna[Item](
        "Dia", lambda item: f"{item.dia:%d/%m/%Y}", ordem=lambda item: item.dia, icone=lambda _item: "relogio"
    ),
)


@pytest.fixture
def tabela(qapp: object) -> TabelaBase[Item]:
    tabela: TabelaBase[Item] = TabelaBase(
        COLUNAS, chave=lambda item: item.codigo, pode_marcar=lambda item: item.codigo != "b"
    )
    tabela.trocar(ITENS)
    return tabela


def _codigos(tabela: TabelaBase[Item]) -> str:
    return "".join(item.codigo for item in tabela.linhas())


def test_modelo_cumpre_o_contrato_do_qt(tabela: TabelaBase[Item], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tabela)
    tabela.sort(1)
    tabela.trocar(ITENS[:1])


@pytest.mark.parametrize(("coluna", "esperado"), [(0, "abc"), (1, "cab"), (2, "bac")])
def test_ordena_pelo_valor_e_nao_pelo_texto(tabela: TabelaBase[Item], coluna: int, esperado: str) -> None:
    tabela.sort(coluna)
    assert _codigos(tabela) == esperado
    tabela.sort(coluna, Qt.SortOrder.DescendingOrder)
    assert _codigos(tabela) == esperado[::-1]


def test_ordenar_preserva_a_selecao(tabela: TabelaBase[Item]) -> None:
    selecao = QItemSelectionModel(tabela)
    selecao.select(
        tabela.index(0, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )
    corrente = QPersistentModelIndex(tabela.index(0, 1))
    tabela.sort(0)
    assert corrente.row() == 2
    assert [indice.row() for indice in selecao.selectedRows()] == [2]
    selecao.deleteLater()


def test_trocar_mantem_a_ordem_escolhida_e_as_marcas_que_ficaram(tabela: TabelaBase[Item]) -> None:
    tabela.sort(0)
    tabela.marcar(ITENS)
    tabela.trocar([ITENS[1], ITENS[0]])
    assert _codigos(tabela) == "ac"
    assert [item.codigo for item in tabela.marcadas()] == ["a", "c"]
    tabela.trocar([ITENS[0]])
    assert [item.codigo for item in tabela.marcadas()] == ["c"]


def test_marcar_pula_quem_nao_pode_e_inverter_troca(tabela: TabelaBase[Item]) -> None:
    tabela.marcar(tabela.linhas())
    assert [item.codigo for item in tabela.marcadas()] == ["c", "a"]
    tabela.inverter()
    assert tabela.marcadas() == []
    tabela.alternar(2)
    assert tabela.marcadas() == []
    assert tabela.index(2, 0).data(PAPEL_MARCAVEL) is None


def test_celula_tem_texto_alinhamento_cor_e_objeto(tabela: TabelaBase[Item]) -> None:
    indice = tabela.index(1, 1)
    assert indice.data() == "10"
    assert indice.data(Qt.ItemDataRole.TextAlignmentRole) == int(Alinhamento.DIREITA)
    assert indice.data(PAPEL_LINHA) is ITENS[1]
    assert tabela.index(1, 0).data(Qt.ItemDataRole.ForegroundRole) == QColor(tema.tom("perigo"))
    assert tabela.index(0, 2).data(Qt.ItemDataRole.DecorationRole) is not None
    assert tabela.headerData(1, Qt.Orientation.Horizontal) == "Valor"


def test_linha_que_nao_existe_nao_quebra(tabela: TabelaBase[Item]) -> None:
    assert tabela.linha(99) is None
    assert tabela.posicao_de("z") == -1
    tabela.sort(99)
    assert _codigos(tabela) == "cab"
