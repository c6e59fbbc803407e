from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui import atalhos
from ui.contexto import Contexto
from ui.dialogos.ajuda.atalhos import DialogoAtalhos


def test_lista_todas_as_teclas(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoAtalhos(contexto)
    qtbot.addWidget(dialogo)
    textos = {rotulo.text() for rotulo in dialogo.findChildren(QLabel)}
    assert {atalho.o_que_faz for atalho in atalhos.TODOS} <= textos
