from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.ui.leitor import capitulos
from ui import recursos, tema
from ui.contexto import Contexto
from ui.dialogos.ajuda.tutorial import DialogoTutorial, html_do_tutorial

TAREFAS = (
    *("primeiro_envio", "fechar", "em_duvida", "reenviar", "devolucoes", "promessa"),
    *("retornos", "efeito", "mudar_de_maquina", "restaurar"),
)


@pytest.fixture
def tutorial(qtbot: QtBot, contexto: Contexto) -> DialogoTutorial:
    dialogo = DialogoTutorial(contexto, "vencidos")
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.activateWindow()
    qtbot.waitUntil(dialogo.isActiveWindow)
    return dialogo


def _navegador(tutorial: DialogoTutorial) -> QTextBrowser:
    return tutorial.findChildren(QTextBrowser)[0]


def test_abre_no_capitulo_pedido(tutorial: DialogoTutorial) -> None:
    indice = tutorial.findChildren(QListWidget)[0]
    assert indice.currentItem().data(Qt.ItemDataRole.UserRole) == "vencidos"
    assert _navegador(tutorial).verticalScrollBar().value() > 0


def test_o_indice_comeca_pelas_tarefas_do_operador(tutorial: DialogoTutorial, qtbot: QtBot) -> None:
    assert tuple(capitulos(tutorial)[: len(TAREFAS)]) == TAREFAS
    indice = tutorial.findChildren(QListWidget)[0]
    assert indice.item(0).flags() == Qt.ItemFlag.NoItemFlags
    indice.setFocus()
    indice.setCurrentRow(capitulos(tutorial).index("restaurar") + 1)
    qtbot.keyClick(indice, Qt.Key.Key_Return)
    topo = _navegador(tutorial).cursorForPosition(_navegador(tutorial).viewport().rect().topLeft())
    assert topo.block().text() in ("Restaurar um backup", "")


def test_procura_realca_todas_e_f3_anda_dando_a_volta(tutorial: DialogoTutorial, qtbot: QtBot) -> None:
    qtbot.keyClick(tutorial, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    campo = tutorial.focusWidget()
    assert campo is not None
    qtbot.keyClicks(campo, "cofre do sistema")
    quantas = len(tutorial.texto.extraSelections())
    assert quantas >= 1
    situacao = tutorial._situacao.text()
    assert situacao.startswith("1 de ")
    for _ in range(quantas):
        qtbot.keyClick(campo, Qt.Key.Key_F3)
    assert tutorial._situacao.text() == situacao
    qtbot.keyClick(campo, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert tutorial._situacao.text().startswith(f"{quantas} de ")


def test_o_que_nao_ha_e_dito_e_apagar_tira_o_realce(tutorial: DialogoTutorial) -> None:
    tutorial._procura.setText("palavra que não existe")
    assert tutorial._situacao.text() == "Nada encontrado."
    tutorial._procura.setText("backup")
    assert len(tutorial.texto.extraSelections()) > 3
    tutorial._procura.setText("")
    assert (len(tutorial.texto.extraSelections()), tutorial._situacao.text()) == (0, "")


def test_as_imagens_sao_as_da_aparencia_em_vigor_e_se_abrem(qapp: object) -> None:
    for forcada, pasta in ((tema.CLARO, "claro"), (tema.ESCURO, "escuro")):
        tema.atual().forcar(forcada)
        try:
            enderecos = re.findall(r'<img src="file://([^"]+)"', html_do_tutorial())
        finally:
            tema.atual().forcar(None)
        assert len(enderecos) == recursos.tutorial().count("<img")
        assert all(f"/tutorial/{pasta}/" in endereco and not QImage(endereco).isNull() for endereco in enderecos)


def test_ensina_o_que_o_documento_de_origem_ensina(tutorial: DialogoTutorial) -> None:
    texto = _navegador(tutorial).toPlainText()
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
