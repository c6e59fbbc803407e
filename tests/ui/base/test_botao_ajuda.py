"""O botão "i": só o mouse o alcança, e o balão que abre é o da chave dele."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import recursos
from ui.base.botao_ajuda import BotaoAjuda

CHAVE = "vencendo_em_dias"


def test_diz_de_que_campo_e_e_nao_entra_na_ordem_de_tab(qtbot: QtBot) -> None:
    botao = BotaoAjuda(CHAVE)
    qtbot.addWidget(botao)
    titulo = recursos.ajuda(CHAVE).titulo
    assert (botao.chave, botao.accessibleName(), botao.toolTip()) == (CHAVE, f"Ajuda: {titulo}", f"{titulo} (F1)")
    assert botao.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_clique_abre_o_balao_e_fechado_ele_e_esquecido(qtbot: QtBot) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    botao = BotaoAjuda(CHAVE)
    botao.setParent(janela)
    janela.show()
    assert botao.balao is None
    qtbot.mouseClick(botao, Qt.MouseButton.LeftButton)
    balao = botao.balao
    assert balao is not None
    with qtbot.waitSignal(botao.pediu_tutorial) as pedido:
        balao.pediu_tutorial.emit("capitulo")
    assert pedido.args == ["capitulo"]
    with qtbot.waitSignal(balao.destroyed):
        balao.close()
        balao.deleteLater()
    assert botao.balao is None
