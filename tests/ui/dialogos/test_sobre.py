from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.contexto import Contexto
from ui.dialogos.sobre import DialogoSobre, versao


def test_diz_versao_e_onde_a_base_esta(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoSobre(contexto)
    qtbot.addWidget(dialogo)
    textos = [rotulo.text() for rotulo in dialogo.findChildren(QLabel)]
    assert versao() in textos
    assert str(contexto.base.caminho) in textos
