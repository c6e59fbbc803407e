from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.atraso import VENCIDAS, FaixaDeAtraso

HOJE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("dias", "faixa"),
    [
        *((-400, "a_vencer"), (0, "a_vencer"), (1, "ate_30"), (30, "ate_30"), (31, "ate_60"), (60, "ate_60")),
        *((61, "ate_90"), (90, "ate_90"), (91, "mais_90"), (5000, "mais_90")),
    ],
)
def test_faixa_muda_no_dia_certo(dias: int, faixa: str) -> None:
    assert FaixaDeAtraso.de_dias(dias) == faixa


def test_vencidas_sao_todas_menos_a_vencer() -> None:
    assert [faixa for faixa in FaixaDeAtraso if faixa not in VENCIDAS] == [FaixaDeAtraso.A_VENCER]


@given(st.integers(-4000, 4000))
def test_os_vencimentos_de_uma_faixa_sao_os_que_caem_nela_e_em_nenhuma_outra(dias: int) -> None:
    vencimento = HOJE - timedelta(days=dias)
    for faixa in FaixaDeAtraso:
        de, ate = faixa.vencimentos(HOJE)
        dentro = (de is None or de <= vencimento) and (ate is None or vencimento <= ate)
        assert dentro == (faixa is FaixaDeAtraso.de_dias(dias))
