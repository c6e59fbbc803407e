from __future__ import annotations

import pytest

from regras.atraso import FaixaDeAtraso


@pytest.mark.parametrize(
    ("dias", "faixa"),
    [(1, "1–30"), (30, "1–30"), (31, "31–60"), (60, "31–60"), (61, "61–90"), (90, "61–90"), (91, "90+"), (5000, "90+")],
)
def test_faixa_muda_no_dia_certo(dias: int, faixa: str) -> None:
    assert FaixaDeAtraso.de_dias(dias) == faixa
