from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from regras.erros import DadoInvalido
from ui.campos.campo_data import CampoData, ler_data

HOJE = date(2026, 11, 24)


@pytest.fixture
def campo(qtbot: QtBot) -> CampoData:
    campo = CampoData(lambda: HOJE, menor=date(2000, 1, 1), maior=date(2049, 12, 31))
    qtbot.addWidget(campo)
    campo.show()
    return campo


@pytest.mark.parametrize(
    ("texto", "dia"),
    [
        ("2411", date(2026, 11, 24)),
        ("241126", date(2026, 11, 24)),
        ("24112027", date(2027, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_le_as_formas_que_o_operador_digita(texto: str, dia: date) -> None:
    assert ler_data(texto, HOJE) == dia


@pytest.mark.parametrize("texto", ["", "1", "3013", "310226", "29022026", "00000000", "abc"])
def test_recusa_o_que_nao_e_data(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="não é uma data"):
        ler_data(texto, HOJE)


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_toda_data_escrita_e_lida_de_volta(dia: date) -> None:
    assert ler_data(f"{dia:%d/%m/%Y}", HOJE) == dia
    assert ler_data(f"{dia:%d%m%y}", HOJE) == dia


def test_barras_sao_automaticas(campo: CampoData, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "24112026")
    assert campo.text() == "24/11/2026"
    assert campo.data == HOJE


def test_barra_digitada_nao_se_repete_e_letra_nao_entra(campo: CampoData, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "24//1a1/26")
    assert campo.text() == "24/11/26"


def test_ao_sair_completa_o_ano(campo: CampoData, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "2411")
    assert campo.conferir() == ""
    assert campo.text() == "24/11/2026"


def test_data_impossivel_ou_fora_da_faixa_e_erro(campo: CampoData) -> None:
    campo.setText("31/02/2026")
    assert "não é uma data" in campo.conferir()
    campo.setText("01/01/1999")
    assert "anterior" in campo.conferir()
    campo.setText("01/01/2050")
    assert "passar" in campo.conferir()
    assert campo.data is None


def test_calendario_escreve_o_dia_escolhido(campo: CampoData, qtbot: QtBot) -> None:
    campo.definir_data(HOJE)
    campo.consultar()
    calendario = campo.findChildren(QCalendarWidget)[0]
    assert calendario.selectedDate() == QDate(2026, 11, 24)
    janela = calendario.window()
    with qtbot.waitSignal(janela.destroyed):
        calendario.clicked.emit(QDate(2026, 12, 1))
    assert campo.data == date(2026, 12, 1)


def test_copiar_e_colar_continuam_valendo(campo: CampoData, qtbot: QtBot) -> None:
    campo.definir_data(HOJE)
    campo.selectAll()
    qtbot.keyClick(campo, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    campo.clear()
    qtbot.keyClick(campo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert campo.data == HOJE


def test_data_inteira_e_impossivel_e_dita_sem_sair_do_campo(qtbot: QtBot) -> None:
    campo = CampoData(lambda: date(2026, 11, 24))
    qtbot.addWidget(campo)
    ditos: list[str] = []
    campo.validou.connect(ditos.append)
    qtbot.keyClicks(campo, "3102202")
    assert ditos == []
    qtbot.keyClicks(campo, "6")
    assert "31/02/2026" in ditos[-1]
    assert campo.problema() == ditos[-1]
