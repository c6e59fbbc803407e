"""A evolução em barras: os doze meses e o de hoje, cada um dito inteiro."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.carteira import carteira_mensal
from regras.carteira.atraso import VENCIDAS, FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, Posicao
from tests.ui.conftest import AGORA
from ui.componentes.evolucao import (
    MesDaEvolucao,
    QuadroEvolucao,
    dizer,
    em_barras,
    ler,
)
from ui.contexto import Contexto

HOJE, OUTUBRO = date(2026, 11, 24), date(2026, 10, 31)
CARTEIRA = CarteiraDoMes(
    OUTUBRO,
    date(2026, 11, 3),
    (
        Posicao(FaixaDeAtraso.A_VENCER, "", 9, 900_000_00),
        Posicao(FaixaDeAtraso.ATE_30, "", 2, 12_400_00),
        Posicao(FaixaDeAtraso.MAIS_90, "Jurídico", 1, 100_00),
    ),
)
MESES = (MesDaEvolucao(date(2026, 9, 30), None), MesDaEvolucao(OUTUBRO, CARTEIRA))


@pytest.mark.usefixtures("exemplo")
def test_le_doze_meses_a_falha_e_o_de_hoje_por_ultimo(hoje: date) -> None:
    meses = ler(hoje)
    assert len(meses) == 13
    assert [item.de_hoje for item in meses] == [False] * 12 + [True]
    assert [item.mes for item in meses if item.carteira is None] == [date(2026, 3, 31)]
    assert meses[-1].carteira == carteira_mensal.de_agora(hoje)


@pytest.mark.usefixtures("vazio")
def test_base_nova_tem_so_falhas_e_a_carteira_de_hoje(hoje: date) -> None:
    assert [item.carteira is None for item in ler(hoje)] == [True] * 12 + [False]


def test_a_frase_diz_cada_faixa_vencida_e_a_falha_diz_que_e_falha() -> None:
    assert dizer(MESES[0]) == "setembro de 2026: sem retrato"
    assert dizer(MESES[1]).replace("\xa0", " ") == (
        "outubro de 2026: vencido R$ 12.500,00 (1–30 dias R$ 12.400,00; 90+ dias R$ 100,00)"
    )
    de_hoje = MesDaEvolucao(date(2026, 11, 30), CarteiraDoMes(date(2026, 11, 30), HOJE, ()), de_hoje=True)
    assert dizer(de_hoje).replace("\xa0", " ") == "hoje, 24/11/2026: vencido R$ 0,00"


def test_a_barra_empilha_so_os_vencidos_e_o_topo_vem_em_milhares() -> None:
    falha, outubro = em_barras(MESES)
    assert falha.partes is None
    assert outubro.partes == ((12_400_00, "ate_30"), (0, "ate_60"), (0, "ate_90"), (100_00, "mais_90"))
    assert (falha.rotulo, outubro.rotulo, outubro.topo) == ("set 26", "out", "13")
    pequena = replace(CARTEIRA, posicoes=(Posicao(VENCIDAS[0], "", 1, 1_250_00),))
    assert em_barras((MesDaEvolucao(OUTUBRO, pequena),))[0].topo == "1,3"


def test_enter_numa_barra_pede_o_mes_dela(qtbot: QtBot) -> None:
    quadro = QuadroEvolucao()
    qtbot.addWidget(quadro)
    quadro.show()
    quadro.mostrar(MESES)
    with qtbot.waitSignal(quadro.pediu) as pedido:
        qtbot.keyClick(quadro.barras, Qt.Key.Key_Return)
    assert pedido.args == [OUTUBRO]


def test_o_fechamento_do_mes_seguinte_aparece(vazio: Contexto, hoje: date) -> None:
    carteira_mensal.gravar(CARTEIRA, AGORA)
    assert ler(hoje)[-2].carteira == CARTEIRA
    assert vazio.hoje() == hoje
