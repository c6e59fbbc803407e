"""A lista lida inteira: procura na memória, mantém a procura ao reler e conta as que há."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from regras.erros import AmbienteIndisponivel
from ui.contexto import Contexto
from ui.tabelas.base import Coluna
from ui.tabelas.lida import TabelaLida

COLUNAS = (Coluna[str]("Nome", str), Coluna[str]("Letras", lambda nome: str(len(nome))))


def _tabela(nomes: list[str], contexto: Contexto | None = None) -> TabelaLida[str]:
    tabela = TabelaLida(COLUNAS, lambda: list(nomes), chave=str, contexto=contexto)
    tabela.sort(0)
    return tabela


def test_procura_todas_as_palavras_sem_acento_em_qualquer_coluna(qtmodeltester: ModelTester) -> None:
    tabela = _tabela(["João", "Ana", "Joana"])
    tabela.atualizar()
    assert tabela.procurar("joa 5")
    assert tabela.linhas() == ["Joana"]
    assert (tabela.total, tabela.lidas, tabela.procurando) == (1, 3, True)
    assert not tabela.procurar(" JOA  5 ")
    qtmodeltester.check(tabela)


def test_reler_mantem_a_procura_e_avisa(qtbot: QtBot) -> None:
    nomes = ["João", "Ana"]
    tabela = _tabela(nomes)
    tabela.atualizar()
    tabela.procurar("a")
    nomes.append("Bia")
    with qtbot.waitSignal(tabela.carregou):
        tabela.atualizar()
    assert tabela.linhas() == ["Ana", "Bia", "João"]
    assert list(tabela.percorrer()) == tabela.linhas()
    assert tabela.posicao_de("Bia") == 1
    assert tabela.ordem_de_inicio() == (0, Qt.SortOrder.AscendingOrder)


def test_fora_da_linha_da_tela_le_e_diz_a_falha(contexto: Contexto, qtbot: QtBot) -> None:
    tabela = _tabela(["Ana"], contexto)
    with qtbot.waitSignal(tabela.carregou):
        tabela.atualizar()
    assert tabela.linhas() == ["Ana"]

    def recusar() -> list[str]:
        raise AmbienteIndisponivel("A base está ocupada.")

    outra = TabelaLida(COLUNAS, recusar, chave=str, contexto=contexto)
    with qtbot.waitSignal(outra.falhou):
        outra.atualizar()
