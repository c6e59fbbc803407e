"""Feriados bancários e vencimento efetivo (regras.md §5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from regras.calendario import e_dia_util, feriados_bancarios, vencimento_efetivo

FIXOS = ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))


def lista_da_regra(ano: int) -> set[date]:
    pascoa = easter(ano)
    dias = {date(ano, *dia) for dia in FIXOS} | {pascoa + timedelta(days=n) for n in (-48, -47, -2, 60)}
    if ano >= 2024:
        dias.add(date(ano, 11, 20))
    ultimo = date(ano, 12, 31)
    while ultimo.weekday() > 4:
        ultimo -= timedelta(days=1)
    return dias | {ultimo}


@pytest.mark.parametrize("ano", range(2000, 2050))
def test_feriados_sao_so_os_da_lista(ano: int) -> None:
    assert feriados_bancarios(ano) == lista_da_regra(ano)


@pytest.mark.parametrize("dia", [date(2026, 2, 18), date(2026, 10, 28), date(2026, 12, 24), date(2023, 11, 20)])
def test_cinzas_servidor_vespera_e_consciencia_antes_de_2024_sao_uteis(dia: date) -> None:
    assert e_dia_util(dia)


def test_vencimento_no_sabado_vai_para_segunda() -> None:
    assert vencimento_efetivo(date(2026, 11, 21)) == date(2026, 11, 23)


def test_feriado_local_empurra_o_vencimento() -> None:
    assert vencimento_efetivo(date(2026, 11, 21), {date(2026, 11, 23)}) == date(2026, 11, 24)


@given(st.dates(date(2000, 7, 3), date(2049, 12, 1)))
def test_efetivo_e_o_primeiro_dia_util_a_partir_do_vencimento(vencimento: date) -> None:
    efetivo = vencimento_efetivo(vencimento)
    antes = [vencimento + timedelta(days=n) for n in range((efetivo - vencimento).days)]
    assert e_dia_util(efetivo)
    assert not any(e_dia_util(dia) for dia in antes)
