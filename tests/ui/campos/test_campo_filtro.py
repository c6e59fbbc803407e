from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from regras.parametros import FiltroSNT, Modo
from ui.campos.campo_filtro import CampoFiltro


@pytest.fixture
def campo(qtbot: QtBot) -> CampoFiltro:
    campo = CampoFiltro()
    qtbot.addWidget(campo)
    campo.show()
    return campo


@pytest.mark.parametrize(
    ("tecla", "modo"),
    [("s", Modo.SELECIONA), ("S", Modo.SELECIONA), ("n", Modo.NAO_SELECIONA), ("t", Modo.TODOS)],
)
def test_aceita_minuscula_e_maiuscula(campo: CampoFiltro, qtbot: QtBot, tecla: str, modo: Modo) -> None:
    qtbot.keyClicks(campo.letra, tecla)
    assert campo.modo is modo


@pytest.mark.parametrize("tecla", ["x", "1", "-"])
def test_outra_tecla_nao_entra(campo: CampoFiltro, qtbot: QtBot, tecla: str) -> None:
    qtbot.keyClicks(campo.letra, tecla)
    assert campo.letra.text() == "T"


@pytest.mark.parametrize("tecla", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_apagar_nao_deixa_o_campo_vazio(campo: CampoFiltro, qtbot: QtBot, tecla: Qt.Key) -> None:
    qtbot.keyClick(campo.letra, tecla)
    assert campo.letra.text() == "T"


def test_espaco_alterna_sem_abrir_a_selecao(campo: CampoFiltro, qtbot: QtBot) -> None:
    pedidos: list[object] = []
    campo.pediu_selecao.connect(pedidos.append)
    vistos = []
    for _ in range(3):
        qtbot.keyClick(campo.letra, Qt.Key.Key_Space)
        vistos.append(campo.modo.value)
    assert vistos == ["S", "N", "T"]
    assert not pedidos


def test_s_e_n_pedem_a_selecao_e_t_nao(campo: CampoFiltro, qtbot: QtBot) -> None:
    pedidos: list[object] = []
    campo.pediu_selecao.connect(pedidos.append)
    qtbot.keyClicks(campo.letra, "snt")
    assert pedidos == [Modo.SELECIONA, Modo.NAO_SELECIONA]


def test_clicar_na_legenda_escolhe(campo: CampoFiltro, qtbot: QtBot) -> None:
    legenda = campo.findChildren(type(campo.legenda))[0]
    qtbot.mouseClick(legenda, Qt.MouseButton.LeftButton, pos=QPoint(5, legenda.height() // 2))
    assert campo.modo is Modo.SELECIONA


def test_legenda_e_a_da_tela_de_origem(campo: CampoFiltro) -> None:
    assert campo.legenda.texto() == "(S) seleciona (N) não seleciona (T) todos"


def test_s_sem_nada_marcado_e_erro_que_some_ao_marcar(campo: CampoFiltro) -> None:
    campo.definir(FiltroSNT(Modo.SELECIONA))
    assert "Marque ao menos um" in campo.conferir()
    campo.definir(FiltroSNT(Modo.SELECIONA, ("Financeiro",)))
    assert campo.conferir() == ""
    assert campo.filtro == FiltroSNT(Modo.SELECIONA, ("Financeiro",))


def test_n_sem_nada_marcado_vale(campo: CampoFiltro) -> None:
    campo.definir(FiltroSNT(Modo.NAO_SELECIONA))
    assert campo.conferir() == ""
