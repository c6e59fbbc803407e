from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.campos.campo_dinheiro import CampoDinheiro, CampoPercentual


@pytest.fixture
def campo(qtbot: QtBot) -> CampoDinheiro:
    campo = CampoDinheiro(maior=100_000_00)
    qtbot.addWidget(campo)
    campo.show()
    return campo


def _ponto_do_numerico(campo: CampoDinheiro) -> None:
    evento = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Period, Qt.KeyboardModifier.KeypadModifier, ".")
    QApplication.sendEvent(campo, evento)


def test_ponto_do_teclado_numerico_vira_virgula(campo: CampoDinheiro, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "12")
    _ponto_do_numerico(campo)
    qtbot.keyClicks(campo, "5")
    assert campo.text() == "12,5"
    assert campo.centavos == 1250


@pytest.mark.parametrize(
    ("texto", "centavos", "escrito"),
    [("1234,5", 123450, "1.234,50"), ("1.234,56", 123456, "1.234,56"), ("50", 5000, "50,00"), ("0,01", 1, "0,01")],
)
def test_ao_sair_escreve_na_forma_do_brasil(campo: CampoDinheiro, texto: str, centavos: int, escrito: str) -> None:
    campo.setText(texto)
    assert campo.conferir() == ""
    assert campo.text() == escrito
    assert campo.centavos == centavos


@pytest.mark.parametrize("texto", ["1.234", "abc", "1,2,3", "200.000,00"])
def test_valor_ambiguo_ilegivel_ou_fora_da_faixa_e_erro(campo: CampoDinheiro, texto: str) -> None:
    campo.setText(texto)
    assert campo.conferir()
    assert campo.centavos is None


def test_letra_nao_entra(campo: CampoDinheiro, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "1a2")
    assert campo.text() == "12"


def test_vazio_vale_zero_ou_nada(campo: CampoDinheiro, qtbot: QtBot) -> None:
    assert campo.centavos == 0
    outro = CampoDinheiro(aceita_vazio=True)
    qtbot.addWidget(outro)
    assert outro.centavos is None


def test_alinha_a_direita(campo: CampoDinheiro) -> None:
    assert campo.alignment() & Qt.AlignmentFlag.AlignRight


def test_definir_centavos_acima_de_32_bits(qtbot: QtBot) -> None:
    campo = CampoDinheiro()
    qtbot.addWidget(campo)
    campo.definir_centavos(9_999_999_999)
    assert campo.text() == "99.999.999,99"
    assert campo.centavos == 9_999_999_999


def test_percentual_vazio_herda_e_zero_e_zero(qtbot: QtBot) -> None:
    campo = CampoPercentual()
    qtbot.addWidget(campo)
    assert campo.percentual is None
    campo.definir_percentual(Decimal(0))
    assert campo.percentual == Decimal(0)
    campo.definir_percentual(Decimal("1.5"))
    assert campo.text() == "1,5"
    campo.setText("101")
    assert campo.conferir()
    assert campo.percentual is None
