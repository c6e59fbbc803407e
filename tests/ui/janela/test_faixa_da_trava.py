from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from regras.base_travada import Bloqueio, PorQue
from ui.contexto import Contexto
from ui.janela.faixa_da_trava import FaixaDaTrava


def test_so_aparece_com_a_base_travada_e_leva_a_tela_que_destrava(qtbot: QtBot, vazio: Contexto) -> None:
    faixa = FaixaDaTrava(vazio)
    qtbot.addWidget(faixa)
    assert faixa.isHidden()
    faixa.mostrar(Bloqueio(PorQue.RESTAURADA, em=datetime(2026, 11, 24, 15, tzinfo=UTC), copia="x.db"))
    assert faixa.isVisible()
    assert "restaurada em 24/11/2026" in faixa.texto()
    with qtbot.waitSignal(vazio.abrir) as pedido:
        qtbot.mouseClick(faixa.botao, Qt.MouseButton.LeftButton)
    assert pedido.args == ["destravar", None]
    faixa.mostrar(None)
    assert faixa.isHidden()


def test_sem_onde_guardar_o_diario_nao_se_oferece_destravar(qtbot: QtBot, vazio: Contexto) -> None:
    faixa = FaixaDaTrava(vazio)
    qtbot.addWidget(faixa)
    faixa.mostrar(Bloqueio(PorQue.SEM_DIARIO, houve="A pasta não pode ser gravada"))
    assert faixa.isVisible()
    assert faixa.botao.isHidden()


def test_durante_o_envio_o_botao_nao_vale(qtbot: QtBot, vazio: Contexto) -> None:
    faixa = FaixaDaTrava(vazio)
    qtbot.addWidget(faixa)
    faixa.mostrar(Bloqueio(PorQue.RESTAURADA, copia="x.db"))
    vazio.marcar_envio(True)
    assert not faixa.botao.isEnabled()
    vazio.marcar_envio(False)
    assert faixa.botao.isEnabled()
