from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.campos.caixa_marcar import CaixaMarcar


def test_clicar_no_texto_marca_e_o_nome_acessivel_e_o_texto(qtbot: QtBot) -> None:
    caixa = CaixaMarcar("&Enviar os vencidos")
    qtbot.addWidget(caixa)
    caixa.show()
    qtbot.mouseClick(caixa, Qt.MouseButton.LeftButton, pos=QPoint(caixa.width() - 4, caixa.height() // 2))
    assert caixa.isChecked()
    assert caixa.accessibleName() == "Enviar os vencidos"


def test_marcada_se_ve_sem_depender_so_da_cor(qtbot: QtBot) -> None:
    caixa = CaixaMarcar("x")
    qtbot.addWidget(caixa)
    sem = caixa.grab().toImage()
    caixa.setChecked(True)
    assert caixa.grab().toImage() != sem
