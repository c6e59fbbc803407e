from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from ui import idioma


def test_botoes_do_qt_saem_em_portugues(qtbot: QtBot, qapp: QApplication) -> None:
    assert idioma.instalar(qapp)
    caixa = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(caixa)
    assert [botao.text().replace("&", "") for botao in caixa.buttons()] == ["Salvar", "Cancelar"]


def test_numeros_e_datas_sao_do_brasil(qapp: QApplication) -> None:
    idioma.instalar(qapp)
    assert QLocale().name() == "pt_BR"
