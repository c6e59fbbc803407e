from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.moldes.marcacao import DialogoMarcar

NOMES = ["Compras", "Contas a pagar", "Financeiro", "Sócios"]


@pytest.fixture
def selecao(qtbot: QtBot) -> DialogoMarcar:
    dialogo = DialogoMarcar("Grupos", "Marque.", NOMES, ["financeiro", "Que sumiu"])
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def _apertar(selecao: DialogoMarcar, texto: str) -> None:
    next(botao for botao in selecao.findChildren(QPushButton) if botao.text() == texto).click()


def test_comeca_com_os_ja_marcados_sem_diferenca_de_maiusculas(selecao: DialogoMarcar) -> None:
    assert selecao.visao.marcados() == ("Financeiro",)


def test_espaco_marca_e_enter_confirma(selecao: DialogoMarcar, qtbot: QtBot) -> None:
    qtbot.keyClick(selecao.visao, Qt.Key.Key_Space)
    with qtbot.waitSignal(selecao.accepted):
        qtbot.keyClick(selecao.visao, Qt.Key.Key_Return)
    assert selecao.visao.marcados() == ("Compras", "Financeiro")


def test_marcar_todos_e_inverter(selecao: DialogoMarcar) -> None:
    _apertar(selecao, "&Inverter")
    assert selecao.visao.marcados() == ("Compras", "Contas a pagar", "Sócios")
    _apertar(selecao, "Marcar &todos")
    assert selecao.visao.marcados() == tuple(NOMES)


def test_esc_desiste(selecao: DialogoMarcar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(selecao.rejected):
        qtbot.keyClick(selecao.visao, Qt.Key.Key_Escape)


def test_sem_nada_cadastrado_explica_e_desliga_as_acoes(qtbot: QtBot) -> None:
    dialogo = DialogoMarcar("Grupos", "Marque.", [], sem_nomes="Ainda não há grupos.")
    qtbot.addWidget(dialogo)
    desligados = [botao.text() for botao in dialogo.findChildren(QPushButton) if not botao.isEnabled()]
    assert desligados == ["Marcar &todos", "&Inverter"]


def test_perguntar_devolve_os_marcados_ou_nada(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(DialogoMarcar, "exec", lambda _self: DialogoMarcar.DialogCode.Accepted)
    assert DialogoMarcar.perguntar("t", "e", NOMES, ["Sócios"]) == ("Sócios",)
    monkeypatch.setattr(DialogoMarcar, "exec", lambda _self: DialogoMarcar.DialogCode.Rejected)
    assert DialogoMarcar.perguntar("t", "e", NOMES, ["Sócios"]) is None
