from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.campos.fileira_marcados import FileiraMarcados


@pytest.fixture
def fileira(qtbot: QtBot) -> FileiraMarcados:
    fileira = FileiraMarcados()
    qtbot.addWidget(fileira)
    fileira.mostrar(("Financeiro", "Compras"), 8)
    fileira.resize(600, 24)
    fileira.show()
    return fileira


def test_mostra_os_nomes_quando_cabem(fileira: FileiraMarcados) -> None:
    assert fileira.textos() == ["Financeiro", "Compras"]


def test_estreita_mostra_a_contagem(fileira: FileiraMarcados) -> None:
    fileira.resize(90, 24)
    assert fileira.textos() == ["2 de 8 marcados"]
    fileira.resize(600, 24)
    fileira.resumir(True)
    assert fileira.textos() == ["2 de 8 marcados"]


def test_vazia_diz_que_nada_esta_marcado(fileira: FileiraMarcados) -> None:
    fileira.mostrar((), 8)
    assert fileira.textos() == ["nenhum marcado"]


def test_clicar_no_x_tira_o_nome(fileira: FileiraMarcados, qtbot: QtBot) -> None:
    area, _ = fileira._etiquetas()[1]
    x = round(fileira._area_do_x(area).center().x())
    with qtbot.waitSignal(fileira.tirou) as espera:
        qtbot.mouseClick(fileira, Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
    assert espera.args == ["Compras"]


def test_leitor_de_tela_ouve_os_nomes(fileira: FileiraMarcados) -> None:
    assert fileira.accessibleName() == "Marcados: Financeiro, Compras"
