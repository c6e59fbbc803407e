from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.cadastro import clientes
from regras.cadastro import Cliente
from ui.contexto import Contexto
from ui.moldes import campo_cliente
from ui.moldes.campo_cliente import CampoCliente, DialogoEscolherCliente
from ui.trabalho import Trabalho

PADARIA = Cliente("000123", "Padaria")


@pytest.fixture
def campo(vazio: Contexto, qtbot: QtBot) -> CampoCliente:
    clientes.gravar_varios([PADARIA, Cliente("000200", "Hotel")])
    pronto = CampoCliente(vazio, vazio="todos")
    qtbot.addWidget(pronto)
    pronto.show()
    return pronto


def test_o_nome_acompanha_o_codigo(campo: CampoCliente, qtbot: QtBot) -> None:
    assert campo.nome.text() == "todos"
    qtbot.keyClicks(campo.texto, "000123")
    assert (campo.codigo(), campo.nome.text(), campo.cliente()) == ("000123", "Padaria", PADARIA)
    qtbot.keyClick(campo.texto, Qt.Key.Key_Backspace)
    assert campo.nome.text() == ""


def test_codigo_que_nao_existe_diz_o_que_fazer(campo: CampoCliente) -> None:
    campo.definir("9")
    assert campo.conferir() == "Não há cliente de código 9. F2 escolhe na lista."


def test_a_consulta_preenche(campo: CampoCliente, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(campo_cliente.DialogoEscolherCliente, "perguntar", lambda *_: PADARIA)
    with qtbot.waitSignal(campo.mudou):
        qtbot.mouseClick(campo.botao, Qt.MouseButton.LeftButton)
    assert campo.codigo() == "000123"


@pytest.fixture
def consulta(campo: CampoCliente, vazio: Contexto, qtbot: QtBot) -> Iterator[DialogoEscolherCliente]:
    dialogo = DialogoEscolherCliente(vazio, "000123")
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: dialogo.quadro.modelo.total == 2)
    yield dialogo
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def test_a_consulta_comeca_no_corrente_e_enter_escolhe(consulta: DialogoEscolherCliente, qtbot: QtBot) -> None:
    with qtbot.waitSignal(consulta.accepted):
        qtbot.keyClick(consulta.quadro.procura, Qt.Key.Key_Return)
    assert consulta.escolhida() == PADARIA


def test_procurar_e_escolher_com_o_mouse(consulta: DialogoEscolherCliente, qtbot: QtBot) -> None:
    qtbot.keyClicks(consulta.quadro.procura, "hotel")
    qtbot.waitUntil(lambda: consulta.quadro.modelo.total == 1)
    with qtbot.waitSignal(consulta.accepted):
        qtbot.mouseClick(consulta.botao_escolher, Qt.MouseButton.LeftButton)
    assert getattr(consulta.escolhida(), "codigo", "") == "000200"


def test_sem_achado_nao_ha_o_que_escolher(consulta: DialogoEscolherCliente, qtbot: QtBot) -> None:
    qtbot.keyClicks(consulta.quadro.procura, "zzz")
    qtbot.waitUntil(lambda: not consulta.botao_escolher.isEnabled())
    qtbot.keyClick(consulta.quadro.procura, Qt.Key.Key_Return)
    assert consulta.isVisible()
