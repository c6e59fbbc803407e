from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from modelos import ficha_do_cliente
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from regras.cadastro import Cliente
from regras.erros import AmbienteIndisponivel
from ui.componentes.disposicao import em_coluna
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.tabelas.clientes import COLUNAS_DA_CONSULTA
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.quadro import QuadroLista
from ui.trabalho import Trabalho

QUANTOS = 450


@pytest.fixture
def quadro(vazio: Contexto, qtbot: QtBot) -> Iterator[QuadroLista[Cliente]]:
    clientes.gravar_varios([Cliente(f"{numero:05}", f"Cliente {numero:05}") for numero in range(QUANTOS)])
    modelo: TabelaPaginada[Cliente] = TabelaPaginada(
        COLUNAS_DA_CONSULTA,
        clientes.pagina,
        vazio.base,
        chave=lambda cliente: cliente.codigo,
        consulta=Consulta(ordem="nome"),
    )
    pronto = QuadroLista("Clientes de teste", modelo, procura="Procurar cliente")
    qtbot.addWidget(pronto)
    qtbot.addWidget(pronto.procura)
    pronto.resize(900, 400)
    pronto.show()
    pronto.procura.show()
    pronto.atualizar()
    _assentar(qtbot)
    yield pronto
    _assentar(qtbot)


def _assentar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def _codigo(quadro: QuadroLista[Cliente]) -> str:
    atual = quadro.atual()
    return atual.codigo if atual else ""


def test_comeca_na_primeira_linha(quadro: QuadroLista[Cliente]) -> None:
    assert quadro.modelo.total == QUANTOS
    assert _codigo(quadro) == "00000"


def test_procura_enquanto_se_digita(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    with qtbot.waitSignal(quadro.modelo.consultou):
        qtbot.keyClicks(quadro.procura, "00123")
    qtbot.waitUntil(lambda: quadro.modelo.total == 1)
    assert _codigo(quadro) == "00123"


def test_enter_logo_depois_de_digitar_abre_o_achado(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    qtbot.keyClicks(quadro.procura, "00321")
    with qtbot.waitSignal(quadro.abriu) as abriu:
        qtbot.keyClick(quadro.procura, Qt.Key.Key_Return)
    assert abriu.args[0].codigo == "00321"


def test_enter_sem_mudar_a_procura_abre_a_corrente(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    qtbot.keyClicks(quadro.procura, " ")
    with qtbot.waitSignal(quadro.abriu) as abriu:
        qtbot.keyClick(quadro.procura, Qt.Key.Key_Return)
    assert abriu.args[0].codigo == "00000"


@pytest.mark.parametrize("onde", ["procura", "visao"])
def test_esc_limpa_a_procura_antes_de_fechar_a_tela(quadro: QuadroLista[Cliente], qtbot: QtBot, onde: str) -> None:
    tela = QDialog()
    qtbot.addWidget(tela)
    em_coluna(quadro.procura, quadro, dono=tela)
    tela.show()
    quadro.procura.setText("00123")
    qtbot.keyClick(getattr(quadro, onde), Qt.Key.Key_Escape)
    assert (quadro.procura.text(), tela.isVisible()) == ("", True)
    qtbot.keyClick(getattr(quadro, onde), Qt.Key.Key_Escape)
    assert not tela.isVisible()
    quadro.setParent(None)
    quadro.procura.setParent(None)
    _assentar(qtbot)


def test_setas_na_procura_andam_na_lista(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    qtbot.keyClick(quadro.procura, Qt.Key.Key_Down)
    qtbot.keyClick(quadro.procura, Qt.Key.Key_Down)
    assert _codigo(quadro) == "00002"


def test_letra_na_lista_vai_para_a_procura(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    qtbot.keyClicks(quadro.visao, "7")
    assert quadro.procura.text() == "7"
    assert quadro.procura.hasFocus() or quadro.window().focusWidget() is quadro.procura


def test_o_titulo_ordena_e_o_segundo_clique_inverte(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    cabeca = quadro.visao.horizontalHeader()
    ponto = QPoint(cabeca.sectionViewportPosition(0) + 10, 10)
    for esperado in ((False, "00000"), (True, f"{QUANTOS - 1:05}")):
        qtbot.mouseClick(cabeca.viewport(), Qt.MouseButton.LeftButton, pos=ponto)
        _assentar(qtbot)
        assert quadro.modelo.consulta.ordem == "codigo"
        primeiro = quadro.modelo.linha(0)
        assert (quadro.modelo.consulta.decrescente, primeiro.codigo if primeiro else "") == esperado


def test_reler_mantem_a_linha_corrente_em_qualquer_pagina(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    quadro.visao.selecionar(430)
    _assentar(qtbot)
    quadro.visao.selecionar(431)
    quadro.atualizar()
    qtbot.waitUntil(lambda: _codigo(quadro) == "00431")


def test_linha_excluida_da_lugar_a_seguinte(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    quadro.visao.selecionar(10)
    ficha_do_cliente.excluir("00010")
    quadro.atualizar()
    qtbot.waitUntil(lambda: quadro.modelo.total == QUANTOS - 1 and _codigo(quadro) == "00011")


def test_filtro_igual_nao_le_de_novo(quadro: QuadroLista[Cliente], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(quadro.modelo.consultou):
        quadro.modelo.filtrar({})
    with qtbot.waitSignal(quadro.modelo.consultou):
        quadro.modelo.filtrar({"avisar": "N"})
    qtbot.waitUntil(lambda: quadro.modelo.total == 0)
    assert quadro.atual() is None


def test_exporta_tudo_e_nao_so_a_pagina(
    quadro: QuadroLista[Cliente], vazio: Contexto, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clientes.gravar(Cliente("=1+1", "=cmd|' /C calc'!A0"))
    destino = tmp_path / "lista.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    quadro.exportar(vazio, "lista.csv")
    _assentar(qtbot)
    linhas = destino.read_text("utf-8-sig").splitlines()
    assert len(linhas) == QUANTOS + 2
    assert any(linha.startswith("'=1+1;'=cmd") for linha in linhas)


def test_erro_de_leitura_vira_frase(
    quadro: QuadroLista[Cliente], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recusar(_consulta: Consulta) -> None:
        raise AmbienteIndisponivel("A base está ocupada.", "Tente de novo.")

    monkeypatch.setattr(quadro.modelo, "_ler", recusar)
    quadro.atualizar()
    qtbot.waitUntil(quadro._erro.isVisible)
    assert quadro._erro.texto() == "A base está ocupada. Tente de novo."


@pytest.mark.parametrize(("tecla", "tomada"), [(Qt.Key.Key_E, True), (Qt.Key.Key_A, False)])
def test_ctrl_e_na_procura_fica_para_exportar(quadro: QuadroLista[Cliente], tecla: Qt.Key, tomada: bool) -> None:
    """No X11 o campo tomaria Ctrl+E por fim de linha; a plataforma dos testes não, e por isso o evento é montado."""
    pedido = QKeyEvent(QEvent.Type.ShortcutOverride, tecla, Qt.KeyboardModifier.ControlModifier)
    assert quadro.eventFilter(quadro.procura, pedido) is tomada
