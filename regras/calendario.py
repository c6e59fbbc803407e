"""Dias úteis bancários e vencimento efetivo (regras.md §5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

_UM_DIA = timedelta(days=1)
_SABADO = 5
# O calendário nacional traz pontos facultativos que não fecham banco: só estes dias do ano saem da lista.
_FACULTATIVOS_FIXOS = frozenset({(10, 28), (12, 24), (12, 31)})


@lru_cache(maxsize=128)
def feriados_bancarios(ano: int) -> frozenset[date]:
    """Devolve os feriados bancários nacionais do ano, mais o último dia de segunda a sexta."""
    import holidays  # noqa: PLC0415 - só quem pergunta por um dia útil paga o que ela demora a carregar

    nacionais = holidays.country_holidays("BR", years=ano, categories=("public", "optional"), language="en_US")
    dias = {
        dia
        for dia, nome in nacionais.items()
        if (dia.month, dia.day) not in _FACULTATIVOS_FIXOS and "Ash Wednesday" not in nome
    }
    ultimo = date(ano, 12, 31)
    while ultimo.weekday() >= _SABADO:
        ultimo -= _UM_DIA
    return frozenset(dias | {ultimo})


def e_dia_util(dia: date, feriados_locais: Collection[date] = ()) -> bool:
    """Diz se bancos abrem no dia; `feriados_locais` é a tabela que a empresa preenche."""
    return dia.weekday() < _SABADO and dia not in feriados_bancarios(dia.year) and dia not in feriados_locais


def vencimento_efetivo(vencimento: date, feriados_locais: Collection[date] = ()) -> date:
    """Devolve o próprio vencimento, ou o próximo dia útil bancário."""
    dia = vencimento
    while not e_dia_util(dia, feriados_locais):
        dia += _UM_DIA
    return dia
