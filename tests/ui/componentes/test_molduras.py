from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.componentes.botao import Link
from ui.componentes.molduras import CaixaMensagem, Linha, TituloGrupo


@pytest.mark.parametrize("tom", ["perigo", "aviso", "ok", "acento"])
def test_caixa_de_mensagem_mostra_texto_titulo_e_acao(qtbot: QtBot, tom: str) -> None:
    caixa = CaixaMensagem(tom, "texto", "título")
    qtbot.addWidget(caixa)
    caixa.acrescentar(Link("Consertar"))
    assert caixa.texto() == "texto"
    caixa.mostrar("ok", "outro")
    assert caixa.texto() == "outro"
    caixa.grab()


def test_titulo_e_linhas_se_pintam(qtbot: QtBot) -> None:
    titulo = TituloGrupo("Débitos a vencer")
    qtbot.addWidget(titulo)
    titulo.acrescentar(Link("Mais"))
    assert titulo.titulo() == "Débitos a vencer"
    linha = Linha(vertical=True)
    qtbot.addWidget(linha)
    assert linha.width() == 1
