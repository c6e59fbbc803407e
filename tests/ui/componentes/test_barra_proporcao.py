from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui import tema
from ui.componentes.barra_proporcao import BarraProporcao


def test_cada_parte_toma_a_largura_do_seu_valor(qtbot: QtBot) -> None:
    barra = BarraProporcao()
    qtbot.addWidget(barra)
    barra.resize(100, 8)
    barra.mostrar(((75, "a_vencer"), (25, "ate_30")))
    imagem = barra.grab().toImage()
    assert imagem.pixelColor(40, 4) == QColor(tema.tom("a_vencer"))
    assert imagem.pixelColor(90, 4) == QColor(tema.tom("ate_30"))


def test_sem_valores_mostra_so_o_trilho(qtbot: QtBot) -> None:
    barra = BarraProporcao()
    qtbot.addWidget(barra)
    barra.resize(100, 8)
    barra.mostrar(((0, "a_vencer"), (0, "ate_30")))
    assert barra.grab().toImage().pixelColor(50, 4) == QColor(tema.tom("rebaixo"))
