"""O que os avisos trouxeram: a que aviso cada pagamento pertence, e as somas que fecham sempre."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.efeito import PRAZOS, Cobranca, Pagamento, Tempo, apurar, atribuir
from regras.carteira.promessa import Desfecho

DE, ATE = date(2026, 9, 1), date(2026, 11, 24)
DIAS = st.dates(DE - timedelta(days=40), ATE + timedelta(days=10))
CENTAVOS = st.integers(1, 10**9)
COBRANCAS = st.lists(st.builds(Cobranca, DIAS, DIAS, CENTAVOS), max_size=4)
PAGOS = st.lists(
    st.tuples(st.builds(Pagamento, DIAS, DIAS, st.none() | CENTAVOS, CENTAVOS), COBRANCAS, st.none() | DIAS),
    max_size=12,
)


def _dia(dia: int, mes: int = 11) -> date:
    return date(2026, mes, dia)


def test_vale_o_ultimo_aviso_de_dia_anterior() -> None:
    avisos = [Cobranca(_dia(dia), _dia(1), 100) for dia in (2, 10, 20)]
    assert atribuir(_dia(12), avisos) == avisos[1]
    assert atribuir(_dia(10), avisos) == avisos[0]
    assert atribuir(_dia(2), avisos) is None


def test_cada_pagamento_conta_uma_vez_no_prazo_na_faixa_e_no_mes() -> None:
    avisos = [Cobranca(_dia(2), _dia(20, 10), 90_00), Cobranca(_dia(10), _dia(20, 10), 80_00)]
    efeito = apurar(
        DE,
        ATE,
        [
            (Pagamento(_dia(13), _dia(20, 10), 85_01, 100_00), avisos, _dia(2)),
            (Pagamento(_dia(14), _dia(20, 10), None, 100_00), avisos, _dia(2)),
            (Pagamento(_dia(5), _dia(30), 7, 100_00), [Cobranca(_dia(1, 10), _dia(30), 100_00)], _dia(1, 10)),
            (Pagamento(_dia(5), _dia(30), None, 55_00), [], None),
        ],
        [Desfecho.CUMPRIDA, Desfecho.CUMPRIDA, Desfecho.NAO_CUMPRIDA],
    )
    assert efeito.total.por_prazo == [85_01, 80_00, 0, 7]
    assert [efeito.total.ate(prazo) for prazo in PRAZOS] == [85_01, 165_01, 165_01]
    assert (efeito.faixas[FaixaDeAtraso.ATE_30].pagamentos, efeito.faixas[FaixaDeAtraso.A_VENCER].centavos) == (2, 7)
    assert {mes: soma.centavos for mes, soma in efeito.meses.items()} == {
        _dia(30, 9): 0,
        _dia(31, 10): 0,
        _dia(30): 165_08,
    }
    assert efeito.sem_aviso == (1, 55_00)
    assert efeito.promessas == {Desfecho.CUMPRIDA: 2, Desfecho.NAO_CUMPRIDA: 1}


def test_tempo_ate_pagar_antes_e_depois_do_primeiro_aviso_do_cliente() -> None:
    velho = date(2020, 1, 31)
    efeito = apurar(
        DE,
        ATE,
        [
            (Pagamento(velho, date(2020, 1, 1), None, 1), [], _dia(2)),  # antes, e fora do período
            (Pagamento(_dia(2), _dia(1), None, 1), [], _dia(2)),  # no dia do aviso ainda é antes
            (Pagamento(_dia(6), _dia(1), None, 1), [], _dia(2)),
            (Pagamento(_dia(6), _dia(1), None, 1), [], None),  # nunca avisado: nem antes, nem depois
        ],
    )
    assert (efeito.antes, efeito.depois) == (Tempo(2, 31), Tempo(1, 5))
    assert (efeito.antes.media(), efeito.depois.media(), Tempo().media()) == (Decimal("15.5"), Decimal(5), None)
    assert (Tempo(3, -1).media(), Tempo(8, 2).media()) == (Decimal("-0.3"), Decimal("0.3"))


@given(PAGOS)
def test_as_somas_fecham_e_nada_conta_duas_vezes(pagos: list[tuple[Pagamento, list[Cobranca], date | None]]) -> None:
    efeito = apurar(DE, ATE, pagos)
    no_periodo = [pagamento for pagamento, *_ in pagos if DE <= pagamento.em <= ATE]
    assert efeito.total.pagamentos + efeito.sem_aviso[0] == len(no_periodo)
    assert efeito.total.ate(3) <= efeito.total.ate(7) <= efeito.total.ate(15) <= efeito.total.centavos
    for partes in (efeito.faixas, efeito.meses):
        somas = list(partes.values())
        assert sum(soma.pagamentos for soma in somas) == efeito.total.pagamentos
        assert [sum(coluna) for coluna in zip(*(s.por_prazo for s in somas), strict=True)] == efeito.total.por_prazo
    ditos = sum(p.centavos or 0 for p in no_periodo)
    sem_valor = any(p.centavos is None for p in no_periodo)
    assert sem_valor or efeito.total.centavos + efeito.sem_aviso[1] == ditos
