from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.componentes.disposicao import esvaziar
from ui.componentes.lista_passos import ListaPassos
from ui.componentes.texto import Estado


def test_passos_aparecem_em_ordem_e_limpar_volta_ao_comeco(qtbot: QtBot) -> None:
    tela = QWidget()
    qtbot.addWidget(tela)
    passos = ListaPassos(tela)
    tela.show()
    passos.por("Conectar: pronto")
    passos.por("Entrar: pronto")
    assert passos.textos() == ["Conectar: pronto", "Entrar: pronto"]
    escritos = tela.findChildren(Estado)
    qtbot.waitUntil(lambda: all(estado.isVisible() for estado in escritos))
    esvaziar(passos)
    assert passos.textos() == []
    assert not any(estado.isVisible() for estado in escritos)
