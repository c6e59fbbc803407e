from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui import tema
from ui.contexto import Contexto
from ui.dialogos.base.aparencia import DialogoAparencia
from ui.preferencias import Preferencias


def test_cor_escolhida_vale_na_hora_e_a_letra_fica_guardada(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = DialogoAparencia(contexto)
    qtbot.addWidget(ficha)
    assert (ficha.cores.valor(), ficha.letra.valor()) == ("", 1.0)
    ficha.cores.definir("escuro")
    ficha.letra.definir(1.25)
    try:
        assert ficha.gravar()
        assert tema.escuro()
        assert (Preferencias().cores(), Preferencias().escala()) == ("escuro", 1.25)
    finally:
        tema.escolher("")
