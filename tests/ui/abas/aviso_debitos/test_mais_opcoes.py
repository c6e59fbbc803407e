from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from regras.parametros import ParametrosAviso
from ui.abas.aviso_debitos.mais_opcoes import DialogoMaisOpcoes

INICIAIS = ParametrosAviso(vencendo_em_dias=9)


@pytest.fixture
def dialogo(qtbot: QtBot) -> DialogoMaisOpcoes:
    dialogo = DialogoMaisOpcoes(INICIAIS)
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def test_sem_mexer_devolve_o_mesmo(dialogo: DialogoMaisOpcoes) -> None:
    assert dialogo.colher() == INICIAIS


def test_confirmar_leva_as_tres_opcoes_e_mais_nada(dialogo: DialogoMaisOpcoes, qtbot: QtBot) -> None:
    dialogo.campos["prorrogar_dia_util"].setChecked(True)
    dialogo.campos["valor_minimo_centavos"].definir_centavos(5000)
    dialogo.campos["vencidos_ate_dias"].definir(365)
    with qtbot.waitSignal(dialogo.accepted):
        dialogo._ao_confirmar()
    assert dialogo.colher() == replace(
        INICIAIS, prorrogar_dia_util=True, valor_minimo_centavos=5000, vencidos_ate_dias=365
    )


def test_valor_ruim_fica_na_tela_com_a_frase(dialogo: DialogoMaisOpcoes) -> None:
    dialogo.campos["vencidos_ate_dias"].definir(40_000)
    dialogo._ao_confirmar()
    assert dialogo.isVisible()
    assert "36500" in dialogo.formulario.erro_de(dialogo.campos["vencidos_ate_dias"])
