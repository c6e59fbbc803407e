from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.base import edicao
from ui.base.edicao import DialogoEdicao


class Ficha(DialogoEdicao):
    def __init__(self) -> None:
        super().__init__("Ficha")
        self.mudada, self.vale, self.gravadas = False, True, 0

    def tem_alteracoes(self) -> bool:
        return self.mudada

    def gravar(self) -> bool:
        self.gravadas += self.vale
        return self.vale


@pytest.fixture
def ficha(qtbot: QtBot) -> Ficha:
    ficha = Ficha()
    qtbot.addWidget(ficha)
    ficha.open()
    ficha.activateWindow()
    qtbot.waitUntil(ficha.isActiveWindow)
    return ficha


def test_ctrl_s_grava_e_fecha(ficha: Ficha, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ficha.accepted):
        qtbot.keyClick(ficha, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert ficha.gravadas == 1


def test_gravacao_recusada_deixa_a_tela_aberta(ficha: Ficha, qtbot: QtBot) -> None:
    ficha.vale = False
    qtbot.keyClick(ficha, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert ficha.isVisible()


def test_esc_sem_alteracoes_fecha_sem_perguntar(ficha: Ficha, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edicao, "perguntar_por_alteracoes", lambda *_: pytest.fail("não devia perguntar"))
    with qtbot.waitSignal(ficha.rejected):
        qtbot.keyClick(ficha, Qt.Key.Key_Escape)


def test_esc_com_alteracoes_pergunta_e_pode_ficar(ficha: Ficha, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edicao, "perguntar_por_alteracoes", lambda *_: False)
    ficha.mudada = True
    qtbot.keyClick(ficha, Qt.Key.Key_Escape)
    assert ficha.isVisible()
