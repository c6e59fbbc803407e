"""Data à frente e relógio que saltou (regras.md §2.12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from regras.relogio import Estranheza, suspeitar

HOJE = date(2026, 11, 24)


def dia(dias: int) -> date:
    return HOJE + timedelta(days=dias)


@pytest.mark.parametrize(
    ("data", "ultimo", "esperado"),
    [
        (0, None, None),
        (0, 0, None),
        (-30, -60, None),
        (0, -60, None),
        (0, 900, None),
        (1, None, (Estranheza.A_FRENTE, True)),
        (7, -1, (Estranheza.A_FRENTE, True)),
        (8, -1, (Estranheza.A_FRENTE, False)),
        (0, -61, (Estranheza.SALTO, False)),
        (-30, -61, (Estranheza.SALTO, False)),
        (3, -61, (Estranheza.SALTO, False)),
        (30, -61, (Estranheza.A_FRENTE, False)),
    ],
)
def test_o_que_se_estranha_e_se_so_avisa(
    data: int, ultimo: int | None, esperado: tuple[Estranheza, bool] | None
) -> None:
    suspeita = suspeitar(dia(data), HOJE, None if ultimo is None else dia(ultimo))
    assert (suspeita and (suspeita.qual, suspeita.so_avisa())) == esperado
