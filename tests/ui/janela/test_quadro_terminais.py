from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from modelos.base.terminais import Terminal
from ui.contexto import Contexto
from ui.janela.quadro_terminais import QuadroTerminais, dizer_outros


@pytest.fixture
def quadro(vazio: Contexto, qtbot: QtBot) -> QuadroTerminais:
    vazio.terminal = 7
    quadro = QuadroTerminais(vazio)
    qtbot.addWidget(quadro)
    return quadro


def test_este_terminal_vem_primeiro_e_se_diz_qual_e(quadro: QuadroTerminais, vazio: Contexto, qtbot: QtBot) -> None:
    agora = vazio.agora()
    with qtbot.waitSignal(quadro.mudou) as espera:
        quadro.mostrar(
            [Terminal(3, "BALCAO-02", "Rita", agora - timedelta(days=2)), Terminal(7, "SIDICOM", "Marlene", agora)]
        )
    assert espera.args == [1]
    assert quadro.quantos.text() == "2"
    este, outro = [quadro._modelo.textos(terminal)[1:] for terminal in quadro._modelo.linhas()]
    assert (este[0], este[1], este[3]) == ("SIDICOM", "Marlene", "este terminal")
    assert outro[3] == "outro terminal"
    assert "22/11" in outro[2]
    assert "/" not in este[2]


@pytest.mark.parametrize(
    ("outros", "frase"),
    [(0, "Só este terminal está aberto"), (1, "1 outro terminal está aberto"), (3, "3 outros terminais estão abertos")],
)
def test_faixa_diz_quantos_mais_ha(outros: int, frase: str) -> None:
    assert dizer_outros(outros) == frase


def test_compacto_mostra_uma_linha(quadro: QuadroTerminais) -> None:
    alta = quadro.lista.height()
    quadro.compactar(True)
    assert quadro.lista.height() < alta
    quadro.compactar(False)
    assert quadro.lista.height() == alta
