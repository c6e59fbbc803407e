"""A etiqueta de uma tecla ocupa o que o texto pede, e pinta alguma coisa."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui import tema
from ui.componentes.tecla import Tecla, largura_da_tecla


def test_cresce_com_o_texto_e_com_a_letra(qtbot: QtBot) -> None:
    tecla = Tecla("Esc")
    qtbot.addWidget(tecla)
    assert tecla.width() == largura_da_tecla("Esc") < largura_da_tecla("Ctrl+Enter")
    assert tecla.height() == tema.medida(18)


def test_pinta_fundo_e_letra(qtbot: QtBot) -> None:
    tecla = Tecla("F4")
    qtbot.addWidget(tecla)
    imagem = tecla.grab().toImage()
    cores = {imagem.pixel(x, imagem.height() // 2) for x in range(imagem.width())}
    assert len(cores) > 1
