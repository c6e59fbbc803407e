"""O teclado dos campos: Enter avança, Shift+Enter e ↑ voltam, F1 ajuda, F2 e F3 consultam."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.componentes.navegacao import Navegacao, focavel

Tecla = Qt.Key


class Ficha(QWidget):
    """Dois campos, um desligado entre eles, um texto longo e um botão."""

    def __init__(self) -> None:
        super().__init__()
        caixa = QVBoxLayout(self)
        self.primeiro, self.desligado, self.segundo = QLineEdit(), QLineEdit(), QLineEdit("valor")
        self.longo, self.botao = QPlainTextEdit(), QPushButton("Gravar")
        self.desligado.setEnabled(False)
        self.chamadas: list[str] = []
        navegacao = Navegacao(self)
        for campo in (self.primeiro, self.desligado, self.segundo, self.longo, self.botao):
            caixa.addWidget(campo)
        navegacao.vigiar(
            self.primeiro,
            ajuda=lambda: self.chamadas.append("ajuda"),
            consulta=lambda: self.chamadas.append("consulta"),
            nome_consulta="Clientes",
        )
        for campo in (self.segundo, self.longo):
            navegacao.vigiar(campo)


@pytest.fixture
def ficha(qtbot: QtBot) -> Ficha:
    """Mostrada, com o foco no primeiro campo."""
    ficha = Ficha()
    qtbot.addWidget(ficha)
    ficha.show()
    ficha.activateWindow()
    ficha.primeiro.setFocus()
    qtbot.waitUntil(ficha.primeiro.hasFocus)
    return ficha


@pytest.mark.parametrize("tecla", [Tecla.Key_Return, Tecla.Key_Enter])
def test_enter_avanca_pulando_o_desligado_e_seleciona_o_conteudo(qtbot: QtBot, ficha: Ficha, tecla: Qt.Key) -> None:
    qtbot.keyClick(ficha.primeiro, tecla)
    assert QApplication.focusWidget() is ficha.segundo
    assert ficha.segundo.selectedText() == "valor"


@pytest.mark.parametrize(
    ("tecla", "modificador"),
    [
        (Tecla.Key_Return, Qt.KeyboardModifier.ShiftModifier),
        (Tecla.Key_Up, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_shift_enter_e_seta_para_cima_voltam(
    qtbot: QtBot, ficha: Ficha, tecla: Qt.Key, modificador: Qt.KeyboardModifier
) -> None:
    ficha.segundo.setFocus()
    qtbot.keyClick(ficha.segundo, tecla, modificador)
    assert QApplication.focusWidget() is ficha.primeiro


def test_no_texto_longo_enter_quebra_a_linha(qtbot: QtBot, ficha: Ficha) -> None:
    ficha.longo.setFocus()
    qtbot.keyClick(ficha.longo, Tecla.Key_Return)
    assert ficha.longo.toPlainText() == "\n"
    assert QApplication.focusWidget() is ficha.longo


@pytest.mark.parametrize(
    ("tecla", "chamada"), [(Tecla.Key_F1, "ajuda"), (Tecla.Key_F2, "consulta"), (Tecla.Key_F3, "consulta")]
)
def test_teclas_de_funcao_chamam_a_acao_do_campo(qtbot: QtBot, ficha: Ficha, tecla: Qt.Key, chamada: str) -> None:
    qtbot.keyClick(ficha.primeiro, tecla)
    qtbot.keyClick(ficha.segundo, tecla)
    assert ficha.chamadas == [chamada]


def test_a_barra_de_estado_sabe_as_teclas_de_cada_campo(ficha: Ficha) -> None:
    assert ficha.primeiro.property("teclas") == ["F1-Ajuda", "F2-Clientes", "Enter-Próximo campo"]
    assert ficha.segundo.property("teclas") == ["Enter-Próximo campo"]
    assert ficha.longo.property("teclas") == []


def test_focavel_segue_o_procurador_ate_o_fim(qtbot: QtBot) -> None:
    fora, meio, dentro = QWidget(), QWidget(), QLineEdit()
    for widget in (fora, meio, dentro):
        qtbot.addWidget(widget)
    fora.setFocusProxy(meio)
    meio.setFocusProxy(dentro)
    assert focavel(fora) is dentro
    assert focavel(dentro) is dentro
