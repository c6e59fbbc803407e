from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from modelos.acesso.consulta import Consulta, Pagina
from regras.erros import AmbienteIndisponivel, ErroAviso
from ui.tabelas.base import Coluna
from ui.tabelas.paginada import TAMANHO_DA_PAGINA, TabelaPaginada


class ListaFalsa:
    """Mil números na "base"; anota cada consulta e em que thread veio."""

    def __init__(self) -> None:
        self.consultas: list[Consulta] = []
        self.threads: set[int] = set()
        self.erro: Exception | None = None

    @contextmanager
    def conexao(self) -> Iterator[None]:
        yield

    def pagina(self, consulta: Consulta) -> Pagina[int]:
        self.consultas.append(consulta)
        self.threads.add(threading.get_ident())
        if self.erro is not None:
            raise self.erro
        linhas = [numero for numero in range(1000) if consulta.busca in str(numero)]
        if consulta.decrescente:
            linhas.reverse()
        recorte = linhas[consulta.deslocamento : consulta.deslocamento + consulta.limite]
        return Pagina(recorte, len(linhas))


@pytest.fixture
def lista() -> ListaFalsa:
    return ListaFalsa()


@pytest.fixture
def tabela(lista: ListaFalsa, qtbot: QtBot) -> TabelaPaginada[int]:
    colunas = (Coluna[int]("Número", str, ordem_na_base="numero"), Coluna[int]("Sem ordem", str))
    tabela = TabelaPaginada(colunas, lista.pagina, lista)
    with qtbot.waitSignal(tabela.carregou):
        tabela.atualizar()
    return tabela


def test_le_so_a_primeira_pagina_e_conta_tudo(tabela: TabelaPaginada[int], lista: ListaFalsa) -> None:
    assert tabela.rowCount() == tabela.total == 1000
    assert len(lista.consultas) == 1
    assert tabela.index(5, 0).data() == "5"
    assert threading.get_ident() not in lista.threads


def test_rolar_pede_a_pagina_que_falta_sem_esperar(
    tabela: TabelaPaginada[int], lista: ListaFalsa, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tabela.carregou):
        assert tabela.index(950, 0).data() == "…"
    assert tabela.index(950, 0).data() == "950"
    assert lista.consultas[-1].deslocamento == 4 * TAMANHO_DA_PAGINA


def test_ordenar_e_procurar_sao_da_base(tabela: TabelaPaginada[int], lista: ListaFalsa, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabela.carregou):
        tabela.sort(0, Qt.SortOrder.DescendingOrder)
    assert tabela.index(0, 0).data() == "999"
    with qtbot.waitSignal(tabela.carregou):
        tabela.procurar(" 99 ")
    assert lista.consultas[-1].busca == "99"
    assert lista.consultas[-1].ordem == "numero"
    assert tabela.total == 19


def test_filtrar_refaz_a_lista(tabela: TabelaPaginada[int], lista: ListaFalsa, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabela.carregou):
        tabela.filtrar({"situacao": "Jurídico"})
    assert lista.consultas[-1].filtros == {"situacao": "Jurídico"}


def test_pedido_igual_e_coluna_sem_ordem_nao_releem(tabela: TabelaPaginada[int], lista: ListaFalsa) -> None:
    tabela.procurar("")
    tabela.sort(1)
    assert len(lista.consultas) == 1


def test_so_o_ultimo_pedido_aparece(tabela: TabelaPaginada[int], qtbot: QtBot) -> None:
    tabela.procurar("1")
    tabela.procurar("12")
    tabela.procurar("123")
    qtbot.waitUntil(lambda: tabela.total == 1)
    assert tabela.index(0, 0).data() == "123"


def test_percorrer_le_a_lista_inteira_em_ordem(tabela: TabelaPaginada[int]) -> None:
    assert list(tabela.percorrer()) == list(range(1000))


def test_falha_da_base_vira_sinal(tabela: TabelaPaginada[int], lista: ListaFalsa, qtbot: QtBot) -> None:
    lista.erro = AmbienteIndisponivel("A base está ocupada.")
    with qtbot.waitSignal(tabela.falhou) as espera:
        tabela.atualizar()
    assert isinstance(espera.args[0], ErroAviso)
    assert tabela.total == 1000


def test_modelo_cumpre_o_contrato_do_qt(tabela: TabelaPaginada[int], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tabela)
