"""Débito e classe (regras.md §1 e §2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from regras.debito import Classe, Debito, classificar
from regras.parametros import ParametrosAviso

HOJE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("dias", "classe"),
    [
        (-4, Classe.FUTURO),
        (-3, Classe.A_VENCER),
        (0, Classe.A_VENCER),
        (1, Classe.CARENCIA),
        (2, Classe.VENCIDO),
        (400, Classe.VENCIDO),
    ],
)
def test_classe_nos_limites_das_faixas(dias: int, classe: Classe) -> None:
    debito = Debito("C", "1", "1", HOJE - timedelta(days=dias), 1, 1)
    assert classificar(debito, ParametrosAviso(), HOJE) is classe


def test_prorrogar_usa_o_feriado_local() -> None:
    segunda = Debito("C", "1", "1", date(2026, 11, 23), 1, 1)
    prorroga = replace(ParametrosAviso(), prorrogar_dia_util=True)
    assert classificar(segunda, prorroga, HOJE) is Classe.CARENCIA
    assert classificar(segunda, prorroga, HOJE, {date(2026, 11, 23)}) is Classe.A_VENCER


@pytest.mark.parametrize(
    ("saldo", "pago_em", "aberto"), [(1, None, True), (0, None, False), (1, HOJE, False), (1, date(2099, 1, 1), False)]
)
def test_em_aberto_e_saldo_sem_data_de_pagamento(saldo: int, pago_em: date | None, aberto: bool) -> None:
    debito = Debito("C", "1", "2", HOJE, 10, saldo, pago_em=pago_em)
    assert debito.esta_em_aberto() is aberto
    assert debito.chave == ("C", "1", "2")
    assert debito.marca == ("C", "1", "2", HOJE)
