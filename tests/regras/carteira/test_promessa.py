from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.promessa import MAIOR_NOME, Avaliacao, Desfecho, Promessa, avaliar, conferir
from regras.debito import Debito
from regras.erros import DadoInvalido

HOJE = date(2026, 11, 24)
PROMESSA = Promessa("1", HOJE - timedelta(days=2), "Ana", datetime(2026, 11, 10, tzinfo=UTC))


def _debito(vencimento: int, saldo: int = 100, pago: int | None = None) -> Debito:
    pago_em = None if pago is None else HOJE + timedelta(days=pago)
    return Debito("1", "a", "1", HOJE + timedelta(days=vencimento), 100, saldo, pago_em=pago_em)


@pytest.mark.parametrize(
    ("debitos", "desfecho", "falta"),
    [
        ([], Desfecho.CUMPRIDA, 0),
        ([_debito(-9)], Desfecho.NAO_CUMPRIDA, 100),
        ([_debito(-9, 30), _debito(-3, 100), _debito(-1, 7)], Desfecho.NAO_CUMPRIDA, 130),
        ([_debito(-2)], Desfecho.NAO_CUMPRIDA, 100),
        ([_debito(-1), _debito(30)], Desfecho.CUMPRIDA, 0),
        ([_debito(-9, 100, pago=-2)], Desfecho.CUMPRIDA, 0),
        ([_debito(-9, 100, pago=-1)], Desfecho.PAGA_DEPOIS, 0),
        ([_debito(-9, 0)], Desfecho.CUMPRIDA, 0),
        ([_debito(-9, 100, pago=-1), _debito(-9)], Desfecho.NAO_CUMPRIDA, 100),
    ],
)
def test_passado_o_dia_conta_o_que_vencia_ate_ele(debitos: list[Debito], desfecho: Desfecho, falta: int) -> None:
    assert avaliar(PROMESSA, debitos, HOJE) == Avaliacao(desfecho, falta)


def test_no_proprio_dia_ainda_esta_no_prazo_e_no_seguinte_nao() -> None:
    assert avaliar(PROMESSA, [_debito(-9)], PROMESSA.ate) == Avaliacao(Desfecho.VIGENTE, 100)
    assert avaliar(PROMESSA, [_debito(-9)], PROMESSA.ate + timedelta(days=1)).desfecho is Desfecho.NAO_CUMPRIDA


@pytest.mark.parametrize(
    ("dias", "desfecho"), [(-1, Desfecho.TROCADA), (0, Desfecho.TROCADA), (1, Desfecho.NAO_CUMPRIDA)]
)
def test_encerrada_antes_do_dia_nao_se_julga_e_depois_dele_sim(dias: int, desfecho: Desfecho) -> None:
    em = datetime.combine(PROMESSA.ate + timedelta(days=dias), time(12), UTC)
    encerrada = Promessa(PROMESSA.cliente, PROMESSA.ate, encerrada_em=em)
    assert avaliar(encerrada, [_debito(-9)], HOJE).desfecho is desfecho


@pytest.mark.parametrize(
    ("dias", "hora", "desfecho"), [(0, 22, Desfecho.TROCADA), (1, 2, Desfecho.VIGENTE)], ids=["22 h", "2 h do seguinte"]
)
def test_o_dia_do_encerramento_e_o_da_hora_local(dias: int, hora: int, desfecho: Desfecho) -> None:
    local = datetime.combine(PROMESSA.ate + timedelta(days=dias), time(hora)).astimezone()
    encerrada = Promessa("1", PROMESSA.ate, encerrada_em=local.astimezone(UTC))
    assert avaliar(encerrada, [_debito(-9)], PROMESSA.ate).desfecho is desfecho


@given(
    st.lists(st.builds(_debito, st.integers(-60, 60), st.integers(0, 10**9), st.none() | st.integers(-60, 60))),
    st.integers(-30, 30),
)
def test_so_se_deve_o_que_esta_em_aberto_e_vencia_ate_o_dia(debitos: list[Debito], dias: int) -> None:
    promessa = Promessa("1", HOJE + timedelta(days=dias))
    avaliacao = avaliar(promessa, debitos, HOJE)
    assert (avaliacao.desfecho is Desfecho.VIGENTE) == (dias >= 0)
    devidos = [debito for debito in debitos if debito.esta_em_aberto() and debito.vencimento <= promessa.ate]
    assert avaliacao.saldo_centavos == sum(debito.saldo_centavos for debito in devidos)
    if dias < 0:
        assert (avaliacao.desfecho is Desfecho.NAO_CUMPRIDA) == bool(devidos)


@pytest.mark.parametrize("quem", ["a" * (MAIOR_NOME + 1), "Ana\nBia", "Ana\x00"])
def test_nome_que_nao_serve_e_recusado_no_campo(quem: str) -> None:
    with pytest.raises(DadoInvalido, match="quem prometeu"):
        conferir(Promessa("1", HOJE, quem))
