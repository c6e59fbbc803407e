from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from boletos.relatorios import homologacao
from regras.cadastro import ContaCobranca
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from ui.componentes.folheador import Folheador
from ui.contexto import Contexto

ITAU = ContaCobranca("ITAU", "341", "109", agencia="0810", conta="53678", conta_dv="9")


def _abrir(qtbot: QtBot, contexto: Contexto) -> Folheador:
    folheador = Folheador(contexto, "Página")
    qtbot.addWidget(folheador)
    folheador.resize(700, 500)
    folheador.show()
    return folheador


def test_folheia_ate_o_fim_e_volta(qtbot: QtBot, vazio: Contexto, hoje: date) -> None:
    folheador = _abrir(qtbot, vazio)
    folheador.mostrar(homologacao.em_pdf(ITAU, EMPRESA_DE_EXEMPLO, hoje))
    qtbot.waitUntil(lambda: folheador.pagina() == "Página 1 de 21", timeout=60_000)
    assert not folheador.anterior.isEnabled()
    qtbot.mouseClick(folheador.seguinte, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: folheador.pagina() == "Página 2 de 21", timeout=60_000)
    qtbot.mouseClick(folheador.anterior, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not folheador.anterior.isEnabled())


def test_o_que_nao_e_pdf_vira_frase_no_lugar_da_pagina(qtbot: QtBot, vazio: Contexto) -> None:
    folheador = _abrir(qtbot, vazio)
    folheador.mostrar(b"isto nao e um pdf")
    qtbot.waitUntil(lambda: folheador.folha.text() != "", timeout=60_000)
    assert folheador.pagina() == ""


def test_dizer_tira_a_pagina_e_os_botoes(qtbot: QtBot, vazio: Contexto, hoje: date) -> None:
    folheador = _abrir(qtbot, vazio)
    folheador.mostrar(homologacao.em_pdf(ITAU, EMPRESA_DE_EXEMPLO, hoje))
    qtbot.waitUntil(lambda: folheador.pagina() != "", timeout=60_000)
    folheador.dizer("Sem anexos.")
    assert (folheador.folha.text(), folheador.pagina()) == ("Sem anexos.", "")
    assert not folheador.seguinte.isEnabled()
