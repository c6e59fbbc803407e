"""Débito e classe (regras.md §1 e §2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.debito import (
    Classe,
    Debito,
    classificador,
    classificar,
    conferir,
    efeitos_da_alteracao,
    vencimentos_da_classe,
)
from regras.erros import DadoInvalido
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


@given(
    classe=st.sampled_from(Classe),
    distancia=st.integers(-90, 90),
    antecedencia=st.integers(0, 60),
    carencia=st.integers(0, 60),
    prorroga=st.booleans(),
)
def test_a_faixa_de_vencimentos_e_a_classe_dizem_o_mesmo(
    classe: Classe, distancia: int, antecedencia: int, carencia: int, prorroga: bool
) -> None:
    parametros = ParametrosAviso(vencendo_em_dias=antecedencia, dias_para_vencido=carencia, prorrogar_dia_util=prorroga)
    vencimento = HOJE + timedelta(days=distancia)
    faixa = vencimentos_da_classe(classe, parametros, HOJE, {HOJE - timedelta(days=1)})
    dentro = faixa is not None and (faixa[0] or date.min) <= vencimento <= (faixa[1] or date.max)
    e_da_classe = classificador(parametros, HOJE, {HOJE - timedelta(days=1)})(vencimento) is classe
    assert dentro == e_da_classe


def test_sem_carencia_a_faixa_nao_existe() -> None:
    assert vencimentos_da_classe(Classe.CARENCIA, ParametrosAviso(dias_para_vencido=1), HOJE) is None


BOM = Debito("C", "1", "1", HOJE, 100_00, 100_00)


@pytest.mark.parametrize(
    ("mudanca", "campo"),
    [
        ({"cliente": " "}, "cliente"),
        ({"documento": ""}, "documento"),
        ({"parcela": ""}, "parcela"),
        ({"vencimento": date(2000, 7, 2)}, "vencimento"),
        ({"vencimento": date(2050, 1, 1)}, "vencimento"),
        ({"valor_centavos": 0, "saldo_centavos": 0}, "valor"),
        ({"valor_centavos": 10_000_000_000}, "valor"),
        ({"saldo_centavos": 100_01}, "saldo"),
        ({"saldo_centavos": -1}, "saldo"),
    ],
)
def test_o_que_nao_pode_ser_gravado_diz_o_campo(mudanca: dict[str, object], campo: str) -> None:
    conferir(BOM)
    with pytest.raises(DadoInvalido) as recusa:
        conferir(BOM._replace(**mudanca))  # type: ignore[arg-type]  # os campos são os da tabela
    assert recusa.value.campo == campo


@pytest.mark.parametrize(
    ("antes", "depois", "comeco"),
    [
        ({}, {"pago_em": HOJE}, ["O débito fica baixado"]),
        ({}, {"saldo_centavos": 0}, ["O débito fica baixado"]),
        ({"pago_em": HOJE}, {}, ["O débito volta a ficar em aberto"]),
        ({}, {"vencimento": date(2026, 12, 1)}, ["Com vencimento novo"]),
        (
            {"linha_digitavel": "9"},
            {"linha_digitavel": "9", "vencimento": date(2026, 12, 1)},
            ["Com vencimento novo", "A linha digitável"],
        ),
        ({"linha_digitavel": "9"}, {"linha_digitavel": "9", "saldo_centavos": 1}, ["A linha digitável"]),
        ({"linha_digitavel": "9"}, {"linha_digitavel": "8", "saldo_centavos": 1}, []),
        ({}, {"situacao": "Acordo"}, []),
    ],
)
def test_efeitos_de_alterar_a_mao(antes: dict[str, object], depois: dict[str, object], comeco: list[str]) -> None:
    de, para = BOM._replace(**antes), BOM._replace(**depois)  # type: ignore[arg-type]  # campos da tabela
    frases = efeitos_da_alteracao(de, para)
    assert len(frases) == len(comeco)
    assert all(frase.startswith(inicio) for frase, inicio in zip(frases, comeco, strict=True))
