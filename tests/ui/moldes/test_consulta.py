from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.campos.campo_texto import CampoTexto
from ui.moldes.consulta import DialogoConsulta
from ui.tabelas.base import Coluna

NOMES = ["Ana", "João", "José"]


@pytest.fixture
def consulta(qtbot: QtBot) -> DialogoConsulta:
    dialogo = DialogoConsulta("Pessoas", (Coluna("Nome", str, largura=0),), NOMES, chave=str, corrente="João")
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def _procura(consulta: DialogoConsulta) -> CampoTexto:
    return consulta.findChildren(CampoTexto)[0]


def test_comeca_na_corrente(consulta: DialogoConsulta) -> None:
    assert consulta.escolhida() == "João"


def test_digitar_filtra_sem_acentos_e_setas_andam(consulta: DialogoConsulta, qtbot: QtBot) -> None:
    campo = _procura(consulta)
    qtbot.keyClicks(campo, "jo")
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert consulta.escolhida() == "José"
    with qtbot.waitSignal(consulta.accepted):
        qtbot.keyClick(campo, Qt.Key.Key_Return)


def test_enter_sem_ninguem_na_lista_nao_escolhe(consulta: DialogoConsulta, qtbot: QtBot) -> None:
    qtbot.keyClicks(_procura(consulta), "zzz")
    qtbot.keyClick(_procura(consulta), Qt.Key.Key_Return)
    assert consulta.isVisible()
