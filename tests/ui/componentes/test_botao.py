from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.componentes.botao import Botao, Link, Papel


@pytest.mark.parametrize("criar", [lambda: Botao("&Gravar", tecla="Ctrl+S"), lambda: Link("&Ver")])
@pytest.mark.parametrize("tecla", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_e_espaco_apertam(qtbot: QtBot, criar: object, tecla: Qt.Key) -> None:
    botao = criar()  # type: ignore[operator]
    qtbot.addWidget(botao)
    botao.show()
    with qtbot.waitSignal(botao.clicked):
        qtbot.keyClick(botao, tecla)


def test_nome_acessivel_e_o_texto_sem_o_sinal_do_alt(qtbot: QtBot) -> None:
    botao = Botao("&Gravar")
    qtbot.addWidget(botao)
    assert botao.accessibleName() == "Gravar"
    assert not botao.autoDefault()


def test_texto_e_tecla_cabem_e_esconder_a_tecla_encolhe(qtbot: QtBot) -> None:
    botao = Botao("Gravar", tecla="Ctrl+S")
    qtbot.addWidget(botao)
    com = botao.sizeHint().width()
    botao.esconder_tecla(True)
    assert botao.sizeHint().width() < com
    assert botao.sizeHint().width() > botao.fontMetrics().horizontalAdvance("Gravar")


@pytest.mark.parametrize("papel", list(Papel))
def test_cada_papel_se_pinta_de_um_jeito_e_desabilitado_muda(qtbot: QtBot, papel: Papel) -> None:
    botao = Botao("Ação", icone="enviar", papel=papel)
    qtbot.addWidget(botao)
    normal = botao.grab().toImage()
    botao.setEnabled(False)
    assert botao.grab().toImage() != normal
