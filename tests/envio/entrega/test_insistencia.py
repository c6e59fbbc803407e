"""Parada do lote e nova tentativa."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.correio.diagnostico import da_rede, sem_starttls
from envio.correio.falhas import (
    Fase,
    RespostaPerdida,
    Veredito,
)
from envio.correio.respostas import julgar
from envio.entrega import insistencia
from envio.entrega.insistencia import Vigia, proxima_tentativa
from tests.envio.correio_falso import CONTA

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _quantas_param(vereditos: list[Veredito | None]) -> int:
    """Depois de quantos o vigia manda parar; 0 se não manda."""
    vigia = Vigia()
    for posicao, veredito in enumerate(vereditos, 1):
        if veredito is None:
            vigia.acertou()
        elif vigia.observar(veredito):
            return posicao
    return 0


RECUSADA = da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError()).veredito
PERDIDA = RespostaPerdida("s", "x").veredito
POLITICA = julgar(Fase.PONTO, 550, "5.7.1 x")
DOMINIO = julgar(Fase.PONTO, 550, "5.7.26 x")
COMANDO = julgar(Fase.RCPT, 501, "5.5.4 x")
OUTRO_COMANDO = julgar(Fase.RCPT, 503, "5.5.1 x")
ENDERECO = julgar(Fase.RCPT, 550, "5.1.1 x")


@pytest.mark.parametrize(
    ("vereditos", "quantas"),
    [
        ([julgar(Fase.LOGIN, 535, "5.7.8 x")], 1),
        ([julgar(Fase.MAIL, 421, "")], 1),
        ([sem_starttls(CONTA).veredito], 1),
        ([RECUSADA] * 5, 5),
        ([RECUSADA] * 4 + [PERDIDA], 5),
        ([PERDIDA] * 5, 5),
        ([RECUSADA] * 4 + [None] + [RECUSADA] * 4, 0),
        ([RECUSADA] * 4 + [ENDERECO] + [RECUSADA] * 4, 0),
        ([POLITICA] * 3, 3),
        ([POLITICA, POLITICA, None, POLITICA, POLITICA], 0),
        ([DOMINIO] * 3, 3),
        ([COMANDO] * 3, 3),
        ([COMANDO, OUTRO_COMANDO, COMANDO, OUTRO_COMANDO], 0),
        ([ENDERECO] * 50, 0),
    ],
)
def test_lote_para_na_hora_certa(vereditos: list[Veredito | None], quantas: int) -> None:
    assert _quantas_param(vereditos) == quantas


@pytest.mark.parametrize(("tentativas", "minutos"), [(0, 5), (1, 5), (2, 15), (3, 30), (4, 60), (5, 120)])
def test_espera_cresce_a_cada_tentativa(tentativas: int, minutos: int) -> None:
    assert proxima_tentativa(tentativas, AGORA, AGORA, 0) == AGORA + timedelta(minutes=minutos)


def test_depois_da_quinta_espera_so_o_proximo_fechamento() -> None:
    assert proxima_tentativa(6, AGORA, AGORA, 0) is None


@given(st.integers(1, 5), st.floats(-1, 1))
def test_sorteio_desvia_ate_vinte_por_cento_e_nunca_volta_antes_de_cinco_minutos(n: int, sorteio: float) -> None:
    quando = proxima_tentativa(n, AGORA, AGORA, sorteio)
    assert quando is not None
    base = insistencia.ESPERAS[n - 1]
    assert max(base * 0.8, timedelta(minutes=5)) <= quando - AGORA <= base * 1.2


def test_prazo_conta_da_criacao_do_aviso() -> None:
    criado = AGORA - timedelta(hours=23, minutes=50)
    assert proxima_tentativa(1, AGORA, criado, 0) is not None
    assert proxima_tentativa(2, AGORA, criado, 0) is None


def test_prazo_pode_ser_outro() -> None:
    assert proxima_tentativa(2, AGORA, AGORA, 0, prazo=timedelta(minutes=10)) is None
