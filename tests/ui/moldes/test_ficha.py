from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui import tema
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Contexto
from ui.moldes.ficha import Campo, DialogoFicha


def test_ficha_que_rola_tem_o_fundo_do_dialogo(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoFicha(contexto, "Ficha", altura=400)
    qtbot.addWidget(dialogo)
    dialogo.declarar(Campo("nome", "Nome", CampoTexto()))
    dialogo.concluir(rolar=True)
    dialogo.show()
    canto = dialogo.formulario.mapTo(dialogo, dialogo.formulario.rect().bottomRight())
    foto = dialogo.grab().toImage()
    assert foto.pixelColor(canto.x() - 2, canto.y() - 2).name() == tema.cor("sup").name()
