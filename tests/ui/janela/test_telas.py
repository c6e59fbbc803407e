"""F1 em qualquer tela do registro leva ao capítulo dela."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from tests.ui.apoio_janela import abrir_janela, apertar
from tests.ui.leitor import capitulos
from ui.contexto import Contexto
from ui.dialogos.ajuda.tutorial import DialogoTutorial
from ui.janela.janela import JanelaFechamento
from ui.janela.telas import ABAS, CAPITULO_DA_TELA, DIALOGOS
from ui.trabalho import Trabalho

SEM_CAPITULO = {"tutorial", "atalhos", "sobre"}


def test_toda_tela_do_registro_tem_capitulo_e_nenhuma_sobra() -> None:
    telas = set(DIALOGOS) | set(ABAS)
    assert telas - set(CAPITULO_DA_TELA) == SEM_CAPITULO
    assert set(CAPITULO_DA_TELA) < telas


def test_todo_capitulo_existe(qtbot: QtBot, vazio: Contexto) -> None:
    tutorial = DialogoTutorial(vazio)
    qtbot.addWidget(tutorial)
    assert set(CAPITULO_DA_TELA.values()) <= set(capitulos(tutorial))


def _capitulo_aberto(janela: JanelaFechamento, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: any(tela.isVisible() for tela in janela.findChildren(DialogoTutorial)))
    (tutorial,) = [tela for tela in janela.findChildren(DialogoTutorial) if tela.isVisible()]
    capitulo = tutorial.findChildren(QListWidget)[0].currentItem().data(Qt.ItemDataRole.UserRole)
    tutorial.reject()
    return str(capitulo)


@pytest.mark.parametrize("nome", ["devolvidos", "restaurar"])
def test_f1_numa_tela_sem_campo_abre_o_capitulo_por_cima(exemplo: Contexto, qtbot: QtBot, nome: str) -> None:
    with abrir_janela(exemplo, qtbot) as janela:
        janela.abrir_tela(nome)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None and not Trabalho.vivos())
        tela = QApplication.activeModalWidget()
        assert tela is not None
        qtbot.waitUntil(tela.isActiveWindow)
        qtbot.keyClick(tela.focusWidget() or tela, Qt.Key.Key_F1)
        assert _capitulo_aberto(janela, qtbot) == CAPITULO_DA_TELA[nome]
        tela.close()


def test_f1_na_janela_abre_o_capitulo_da_guia(exemplo: Contexto, qtbot: QtBot) -> None:
    with abrir_janela(exemplo, qtbot) as janela:
        janela.mostrar_guia("pedidos")
        qtbot.waitUntil(lambda: not Trabalho.vivos())
        apertar(janela, Qt.Key.Key_F1)
        assert _capitulo_aberto(janela, qtbot) == "importar"
