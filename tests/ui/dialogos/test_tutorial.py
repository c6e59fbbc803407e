from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from ui.contexto import Contexto
from ui.dialogos.tutorial import DialogoTutorial


@pytest.fixture
def tutorial(qtbot: QtBot, contexto: Contexto) -> DialogoTutorial:
    dialogo = DialogoTutorial(contexto, "vencidos")
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def test_abre_no_capitulo_pedido(tutorial: DialogoTutorial) -> None:
    indice = tutorial.findChildren(QListWidget)[0]
    assert indice.currentItem().data(Qt.ItemDataRole.UserRole) == "vencidos"
    assert tutorial.findChildren(QTextBrowser)[0].verticalScrollBar().value() > 0


def test_procura_anda_e_volta_ao_comeco(tutorial: DialogoTutorial) -> None:
    assert tutorial.procurar("cofre do sistema")
    assert tutorial.procurar("cofre do sistema")
    assert not tutorial.procurar("palavra que não existe")
    assert not tutorial.procurar("  ")


def test_ensina_o_que_o_documento_de_origem_ensina(tutorial: DialogoTutorial) -> None:
    texto = tutorial.findChildren(QTextBrowser)[0].toPlainText()
    for assunto in (
        "Habilitar o envio de débitos por e-mail?",
        "Contas de e-mail",
        "Testar envio",
        "Grupo de contatos",
        "situação",
        "Vencendo em",
        "Intervalo de dias para os avisos",
        "primeiro uso vão todos os vencidos",
    ):
        assert assunto in texto
