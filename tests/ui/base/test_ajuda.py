from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import recursos
from ui.base.ajuda import BalaoAjuda
from ui.componentes.botao import Link


@pytest.fixture
def ancora(qtbot: QtBot) -> QWidget:
    ancora = QPushButton("i")
    qtbot.addWidget(ancora)
    ancora.show()
    return ancora


def _fechar(qtbot: QtBot, balao: BalaoAjuda) -> None:
    with qtbot.waitSignal(balao.destroyed):
        balao.close()


@pytest.mark.parametrize("chave", recursos.chaves_de_ajuda())
def test_todo_balao_abre_e_cabe_na_tela(qtbot: QtBot, ancora: QWidget, chave: str) -> None:
    balao = BalaoAjuda.abrir(chave, ancora)
    assert balao.height() < 600
    assert balao.accessibleName() == recursos.ajuda(chave).titulo
    balao.grab()
    _fechar(qtbot, balao)


@pytest.mark.parametrize("tecla", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_f1_e_esc_fecham(qtbot: QtBot, ancora: QWidget, tecla: Qt.Key) -> None:
    balao = BalaoAjuda.abrir("grupos", ancora)
    with qtbot.waitSignal(balao.destroyed):
        qtbot.keyClick(balao, tecla)


def test_ver_no_tutorial_pede_o_capitulo(qtbot: QtBot, ancora: QWidget) -> None:
    balao = BalaoAjuda.abrir("intervalo_dias", ancora)
    with qtbot.waitSignal(balao.pediu_tutorial) as espera:
        balao.findChildren(Link)[0].click()
    assert espera.args == ["vencidos"]


def test_balao_perto_da_borda_abre_do_outro_lado(qtbot: QtBot, ancora: QWidget) -> None:
    tela = ancora.screen().availableGeometry()
    ancora.move(tela.right() - ancora.width(), 100)
    balao = BalaoAjuda.abrir("grupos", ancora)
    assert balao.geometry().right() < ancora.mapToGlobal(ancora.rect().topLeft()).x() + 16
    _fechar(qtbot, balao)
