"""A faixa do modo de teste na janela."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from modelos.base import ajustes
from regras.ajustes import Ajustes
from ui.contexto import Assunto, Contexto
from ui.janela.faixa_teste import FaixaDeTeste


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
