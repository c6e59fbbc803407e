from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.componentes.linha_contagem import LinhaContagem


def test_linha_que_abre_recebe_foco_e_enter(qtbot: QtBot) -> None:
    linha = LinhaContagem("ciclo", "texto2", abre=True)
    qtbot.addWidget(linha)
    linha.mostrar("Fora do ciclo", 6, "voltam até 28/11")
    linha.show()
    assert linha.accessibleName() == "Fora do ciclo: 6"
    assert linha.accessibleDescription() == "voltam até 28/11"
    with qtbot.waitSignal(linha.clicked):
        qtbot.keyClick(linha, Qt.Key.Key_Return)


def test_linha_que_so_informa_nao_recebe_foco(qtbot: QtBot) -> None:
    linha = LinhaContagem("ciclo", "texto2", abre=False)
    qtbot.addWidget(linha)
    assert linha.focusPolicy() is Qt.FocusPolicy.NoFocus
