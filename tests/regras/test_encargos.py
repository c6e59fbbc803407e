"""Multa e juros (regras.md §5)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.encargos import SEM_ENCARGOS, Encargos, Percentuais, avisar_do_usual, calcular, juros_por_dia, preparar

PERCENTUAIS = Percentuais(Decimal(2), Decimal(1))
SEXTA = date(2026, 11, 20)


def test_ate_o_vencimento_efetivo_nao_ha_encargos() -> None:
    """20/11 é feriado bancário e 21/22 fim de semana: até segunda 23 não há encargos."""
    assert calcular(100_00, PERCENTUAIS, SEXTA, date(2026, 11, 23)) == SEM_ENCARGOS


def test_depois_conta_dias_desde_o_vencimento_original() -> None:
    assert calcular(100_00, PERCENTUAIS, SEXTA, date(2026, 11, 24)) == Encargos(200, 13)


def test_percentual_vazio_herda_e_zero_e_zero() -> None:
    assert PERCENTUAIS.ou(None, None) == PERCENTUAIS
    assert PERCENTUAIS.ou(Decimal(0), None) == Percentuais(Decimal(0), Decimal(1))


def test_juros_por_dia() -> None:
    assert juros_por_dia(3_000_00, PERCENTUAIS) == 100


@given(st.integers(1, 10**10), st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(-5, 2000))
def test_muitos_de_uma_vez_da_o_mesmo_que_um_a_um(saldo: int, vencimento: date, dias: int) -> None:
    hoje = vencimento + timedelta(days=dias)
    um_a_um = calcular(saldo, PERCENTUAIS, vencimento, hoje)
    aplicar = preparar(PERCENTUAIS, vencimento, hoje)
    assert [aplicar(saldo) for _ in range(2)] == [um_a_um, um_a_um]


@pytest.mark.parametrize(
    ("multa", "juros", "frase"),
    [
        (None, None, ""),
        (Decimal(2), Decimal(1), ""),
        (Decimal("2.01"), None, "A multa passa de 2 %, o limite usual"),
        (Decimal(0), Decimal("1.5"), "Os juros passam de 1 % ao mês, o limite usual"),
        (Decimal(10), Decimal(10), "A multa passa de 2 % e os juros passam de 1 % ao mês"),
    ],
)
def test_acima_do_limite_usual_ha_aviso(multa: Decimal | None, juros: Decimal | None, frase: str) -> None:
    assert avisar_do_usual(multa, juros).startswith(frase)
    assert bool(avisar_do_usual(multa, juros)) == bool(frase)
