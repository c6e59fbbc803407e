"""A tela do modo de teste e da guarda."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.base import ajustes
from regras.ajustes import Ajustes
from ui.contexto import Assunto, Contexto
from ui.dialogos.base.ajustes import DialogoAjustes


@pytest.fixture
def dialogo(qtbot: QtBot, contexto: Contexto) -> DialogoAjustes:
    """A tela aberta numa base nova."""
    aberto = DialogoAjustes(contexto)
    qtbot.addWidget(aberto)
    return aberto


def test_digitar_e_gravar_liga_o_modo_de_teste(qtbot: QtBot, contexto: Contexto, dialogo: DialogoAjustes) -> None:
    qtbot.keyClicks(dialogo.textos["teste_para"], "Eu@Empresa.com.br")
    dialogo.textos["guardar_meses"].selectAll()
    qtbot.keyClicks(dialogo.textos["guardar_meses"], "12")
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.AJUSTES})]
    assert ajustes.obter() == Ajustes("eu@empresa.com.br", 12)


@pytest.mark.parametrize(
    ("campo", "escrito"), [("teste_para", "sem arroba"), ("guardar_meses", "601"), ("guardar_meses", "²")]
)
def test_o_que_nao_serve_e_dito_ao_lado_e_nao_grava(dialogo: DialogoAjustes, campo: str, escrito: str) -> None:
    dialogo.textos[campo].setText(escrito)
    assert not dialogo.gravar()
    assert dialogo.formulario.erro_de(dialogo.textos[campo])
    assert ajustes.obter() == Ajustes()


def test_esvaziar_desliga(qtbot: QtBot, contexto: Contexto) -> None:
    ajustes.gravar(Ajustes("eu@empresa.com.br"))
    aberto = DialogoAjustes(contexto)
    qtbot.addWidget(aberto)
    aberto.textos["teste_para"].clear()
    assert aberto.gravar()
    assert not ajustes.obter().em_teste()
