from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.componentes.regua_debito import ReguaDebito, calcular_escala


def test_avisos_saem_no_x_no_n_e_a_cada_i() -> None:
    escala = calcular_escala(3, 2, 5, envia_vencidos=True)
    assert escala.antecedencia == 3
    assert escala.avisos == (2, 7, 12)


def test_sem_enviar_vencidos_nao_ha_aviso_depois_do_vencimento() -> None:
    assert calcular_escala(3, 2, 5, envia_vencidos=False).avisos == ()


def test_carencia_zero_vence_no_dia_seguinte() -> None:
    assert calcular_escala(3, 0, 5, envia_vencidos=True).avisos[0] == 1


def test_intervalo_zero_avisa_todo_dia() -> None:
    assert calcular_escala(3, 2, 0, envia_vencidos=True).avisos == (2, 3, 4)


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.integers(0, 99_999), st.booleans())
def test_tudo_o_que_se_marca_cabe_na_regua(x: int, n: int, i: int, envia: bool) -> None:
    escala = calcular_escala(x, n, i, envia_vencidos=envia)
    assert escala.inicio < -escala.antecedencia <= 0 < escala.carencia < escala.fim
    assert all(dia < escala.fim for dia in escala.avisos)


def test_muda_enquanto_se_digita_e_se_descreve(qtbot: QtBot) -> None:
    regua = ReguaDebito()
    qtbot.addWidget(regua)
    regua.resize(900, 70)
    antes = regua.grab().toImage()
    regua.mostrar(10, 2, 1, envia_vencidos=True)
    assert regua.grab().toImage() != antes
    assert "10 dias antes" in regua.accessibleDescription()
    assert "todo dia" in regua.accessibleDescription()
    regua.mostrar(10, 2, 1, envia_vencidos=False)
    assert "vencidos não são enviados" in regua.accessibleDescription()
