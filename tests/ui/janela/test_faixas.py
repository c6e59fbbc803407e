from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.base import ajustes
from regras.ajustes import Ajustes
from regras.base_travada import Bloqueio, PorQue
from ui.contexto import Assunto, Contexto
from ui.janela.faixas import FaixaDaTrava, FaixaDeTeste


def test_so_aparece_com_a_base_travada_e_leva_a_tela_que_destrava(qtbot: QtBot, vazio: Contexto) -> None:
    faixa = FaixaDaTrava(vazio)
    qtbot.addWidget(faixa)
    assert faixa.isHidden()
    faixa.mostrar(Bloqueio(PorQue.RESTAURADA, em=datetime(2026, 11, 24, 15, tzinfo=UTC), copia="x.db"))
    assert faixa.isVisible()
    assert "restaurada em 24/11/2026" in faixa.motivo.text()
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


def test_aparece_ao_ligar_e_some_ao_desligar(qtbot: QtBot, vazio: Contexto) -> None:
    faixa = FaixaDeTeste(vazio)
    qtbot.addWidget(faixa)
    assert faixa.isHidden()
    ajustes.gravar(Ajustes("eu@empresa.com.br"))
    vazio.avisar(Assunto.AJUSTES)
    assert not faixa.isHidden()
    assert "só para eu@empresa.com.br" in faixa.texto.text()
    ajustes.gravar(Ajustes())
    vazio.avisar(Assunto.AJUSTES)
    assert faixa.isHidden()


def test_mudar_abre_os_ajustes(qtbot: QtBot, vazio: Contexto) -> None:
    ajustes.gravar(Ajustes("eu@empresa.com.br"))
    faixa = FaixaDeTeste(vazio)
    qtbot.addWidget(faixa)
    with qtbot.waitSignal(vazio.abrir) as pedido:
        faixa.abrir.click()
    assert pedido.args == ["ajustes", None]
