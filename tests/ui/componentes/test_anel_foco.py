from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import tema
from ui.componentes.anel_foco import AnelFoco


class Tela(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.caixa = QVBoxLayout(self)
        self.primeiro, self.segundo = QLineEdit(), QLineEdit()
        self.caixa.addWidget(self.primeiro)
        self.caixa.addWidget(self.segundo)
        self.anel = AnelFoco(self)


@pytest.fixture
def tela(qtbot: QtBot) -> Tela:
    tela = Tela()
    qtbot.addWidget(tela)
    tela.resize(300, 300)
    tela.show()
    tela.activateWindow()
    qtbot.waitUntil(tela.isActiveWindow)
    tela.primeiro.setFocus()
    return tela


def _em_volta(campo: QWidget, folga: int) -> QRect:
    return campo.geometry().adjusted(-folga, -folga, folga, folga)


def test_um_so_anel_segue_o_foco(tela: Tela) -> None:
    folga = tema.medida(4)
    assert tela.anel.seguido is tela.primeiro
    assert tela.anel.geometry() == _em_volta(tela.primeiro, folga)
    tela.segundo.setFocus()
    assert tela.anel.geometry() == _em_volta(tela.segundo, folga)


def test_anel_acompanha_o_campo_que_anda_e_some_com_ele(tela: Tela, qtbot: QtBot) -> None:
    tela.primeiro.move(10, 90)
    assert tela.anel.geometry() == _em_volta(tela.primeiro, tema.medida(4))
    tela.anel.acompanhar()
    tela.primeiro.hide()
    qtbot.waitUntil(lambda: tela.anel.seguido is not tela.primeiro or not tela.anel.isVisible())


def test_anel_nao_recebe_clique_nem_foco(tela: Tela) -> None:
    assert not tela.anel.focusPolicy()
    assert tela.childAt(tela.primeiro.geometry().center()) is tela.primeiro


def test_anel_nao_passa_da_area_de_rolagem(qtbot: QtBot) -> None:
    tela = Tela()
    rolagem, alto = QScrollArea(), QWidget()
    alto.setFixedHeight(1000)
    campo = QLineEdit(alto)
    campo.move(0, 5)
    rolagem.setWidget(alto)
    rolagem.setFixedHeight(100)
    tela.caixa.addWidget(rolagem)
    qtbot.addWidget(tela)
    tela.show()
    tela.activateWindow()
    qtbot.waitUntil(tela.isActiveWindow)
    campo.setFocus()
    assert tela.anel.isVisible()
    rolagem.verticalScrollBar().setValue(500)
    assert not tela.anel.isVisible()
