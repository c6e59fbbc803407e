"""A carteira ao fim do mês: quando se grava, o que se soma, e os doze meses com as suas falhas."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import (
    CarteiraDoMes,
    Grupo,
    NaSituacao,
    Posicao,
    evoluir,
    fim_do_mes,
    mes_a_gravar,
    mes_encerrado,
    posicionar,
    ultimos_meses,
)

OUTUBRO = date(2026, 10, 31)
A_VENCER, ATE_30, MAIS_90 = FaixaDeAtraso.A_VENCER, FaixaDeAtraso.ATE_30, FaixaDeAtraso.MAIS_90


@pytest.mark.parametrize(
    ("hoje", "ultimo", "mes"),
    [
        (date(2026, 11, 1), OUTUBRO, OUTUBRO),  # o primeiro dia do mês já é o mês novo
        (date(2026, 11, 3), date(2026, 10, 30), OUTUBRO),
        (date(2026, 11, 4), date(2026, 11, 3), None),  # o segundo do mês não grava
        (date(2026, 11, 3), date(2026, 11, 3), None),  # nem o mesmo dia de novo
        (date(2026, 11, 3), None, None),  # a base nunca fechou um dia
        (date(2026, 11, 3), date(2026, 8, 28), OUTUBRO),  # meses pulados: só o de que ainda se sabe
        (date(2027, 1, 4), date(2026, 12, 30), date(2026, 12, 31)),  # o ano vira
        (date(2028, 3, 1), date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_so_o_primeiro_fechamento_do_mes_grava_o_mes_encerrado(
    hoje: date, ultimo: date | None, mes: date | None
) -> None:
    assert mes_a_gravar(hoje, ultimo) == mes


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_o_fim_do_mes_e_o_ultimo_dia_e_o_encerrado_e_o_de_antes(dia: date) -> None:
    assert fim_do_mes(dia) == dia.replace(day=monthrange(dia.year, dia.month)[1])
    assert mes_encerrado(dia) + timedelta(days=1) == dia.replace(day=1)


def test_soma_por_faixa_e_situacao_com_a_idade_no_fim_do_mes() -> None:
    grupos = [
        Grupo(OUTUBRO, "", 1, 10),
        Grupo(date(2026, 12, 1), "", 2, 20),
        Grupo(date(2026, 10, 30), "Acordo", 3, 30),
        Grupo(date(2026, 10, 1), "Acordo", 4, 40),
        Grupo(date(2026, 10, 30), "", 5, 50),
        Grupo(date(2020, 1, 1), "Jurídico", 6, 60),
    ]
    assert posicionar(grupos, OUTUBRO) == (
        Posicao(A_VENCER, "", 3, 30),
        Posicao(ATE_30, "", 5, 50),
        Posicao(ATE_30, "Acordo", 7, 70),
        Posicao(MAIS_90, "Jurídico", 6, 60),
    )


@given(
    st.lists(
        st.builds(
            Grupo,
            st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            st.sampled_from(["", "Acordo", "Jurídico"]),
            st.integers(1, 9),
            st.integers(1, 10**9),
        )
    )
)
def test_nada_se_perde_nem_se_conta_duas_vezes(grupos: list[Grupo]) -> None:
    carteira = CarteiraDoMes(OUTUBRO, OUTUBRO, posicionar(grupos, OUTUBRO))
    assert carteira.saldo() == sum(grupo.saldo_centavos for grupo in grupos)
    assert carteira.debitos() == sum(grupo.debitos for grupo in grupos)
    assert carteira.saldo() == carteira.saldo(A_VENCER) + carteira.vencido_centavos
    assert carteira.debitos() == sum(carteira.debitos(faixa) for faixa in FaixaDeAtraso)


def test_doze_meses_encerrados_do_mais_velho_ao_mais_novo() -> None:
    meses = ultimos_meses(date(2026, 11, 24))
    assert (len(meses), meses[0], meses[-1]) == (12, date(2025, 11, 30), OUTUBRO)
    assert list(meses) == sorted(meses)


def test_mes_sem_retrato_e_falha_e_carteira_vazia_e_zero() -> None:
    vazia = CarteiraDoMes(OUTUBRO, date(2026, 11, 3), ())
    velha = CarteiraDoMes(date(2024, 1, 31), date(2024, 2, 1), ())
    meses = dict(evoluir(date(2026, 11, 24), {OUTUBRO: vazia, velha.mes: velha}))
    assert meses[OUTUBRO] is vazia
    assert vazia.saldo() == 0
    assert meses[date(2026, 9, 30)] is None
    assert velha.mes not in meses


def test_por_situacao_junta_as_faixas_da_de_maior_saldo_a_de_menor() -> None:
    carteira = CarteiraDoMes(
        OUTUBRO,
        OUTUBRO,
        (Posicao(A_VENCER, "Acordo", 1, 10), Posicao(ATE_30, "", 2, 90), Posicao(MAIS_90, "Acordo", 3, 30)),
    )
    assert carteira.por_situacao() == (NaSituacao("", 2, 90, 90), NaSituacao("Acordo", 4, 30, 40))
