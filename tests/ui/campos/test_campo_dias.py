from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.campos.campo_dias import CampoDias


@pytest.fixture
def campo(qtbot: QtBot) -> CampoDias:
    campo = CampoDias(0, 60)
    qtbot.addWidget(campo)
    campo.show()
    campo.definir(3)
    return campo


def test_digitar_fora_da_faixa_mostra_o_erro_na_hora(campo: CampoDias, qtbot: QtBot) -> None:
    frases: list[str] = []
    campo.validou.connect(frases.append)
    campo.selectAll()
    qtbot.keyClicks(campo, "70")
    assert campo.valor() == 70
    assert frases[-1] == "Vai de 0 a 60 dias."
    assert campo.property("erro")


def test_setas_nao_saem_da_faixa(campo: CampoDias, qtbot: QtBot) -> None:
    campo.definir(60)
    qtbot.keyClick(campo, Qt.Key.Key_Up)
    assert campo.valor() == 60
    campo.definir(0)
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert campo.valor() == 0


def test_seta_traz_de_volta_quem_digitou_fora(campo: CampoDias, qtbot: QtBot) -> None:
    campo.definir(500)
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert campo.valor() == 60
    assert campo.conferir() == ""


def test_pinta_habilitado_e_desabilitado(campo: CampoDias) -> None:
    com = campo.grab().toImage()
    campo.setEnabled(False)
    assert campo.grab().toImage() != com
