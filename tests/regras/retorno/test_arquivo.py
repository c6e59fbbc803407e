"""A guarda de atualidade conta dias úteis bancários depois da geração."""

from __future__ import annotations

from datetime import date

import pytest

from regras.retorno.arquivo import esta_atrasado

TERCA = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("geracao", "dias", "atrasado"),
    [
        (TERCA, 1, False),
        (date(2026, 11, 23), 1, False),
        (date(2026, 11, 20), 1, True),  # feriado; úteis depois: segunda e terça
        (date(2026, 11, 20), 2, False),
        (date(2026, 11, 19), 2, False),
        (date(2026, 11, 18), 2, True),
        (date(2026, 11, 25), 1, False),
        (date(2016, 1, 4), 60, True),
    ],
)
def test_dias_uteis_depois_da_geracao(geracao: date, dias: int, atrasado: bool) -> None:
    assert esta_atrasado(geracao, TERCA, dias) is atrasado


def test_feriado_local_nao_conta() -> None:
    assert esta_atrasado(date(2026, 11, 20), TERCA, 1)
    assert not esta_atrasado(date(2026, 11, 20), TERCA, 1, {date(2026, 11, 23)})
