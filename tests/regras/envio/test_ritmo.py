"""Quando a próxima mensagem pode sair (email.md §2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.envio.ritmo import MAIOR_RECUO, Limites, Ritmo, Transmissao, Vez

AGORA = datetime(2026, 11, 24, 20, tzinfo=UTC)


def ha(segundos: float, destinatarios: int = 1) -> Transmissao:
    return Transmissao(AGORA - timedelta(seconds=segundos), destinatarios)


def test_sem_limite_nunca_espera() -> None:
    assert Ritmo(Limites(), [ha(0)] * 50).vez(1, AGORA) == Vez()


@pytest.mark.parametrize(("passou", "destinatarios", "espera"), [(0, 1, 3.0), (2, 1, 1.0), (3, 1, 0.0), (0, 2, 6.0)])
def test_o_limite_por_minuto_espalha(passou: float, destinatarios: int, espera: float) -> None:
    vez = Ritmo(Limites(por_minuto=20), [ha(passou, destinatarios)]).vez(1, AGORA)
    assert vez.espera == timedelta(seconds=espera)


def test_limite_da_hora_diz_quando_volta_a_caber() -> None:
    vez = Ritmo(Limites(por_hora=3), [ha(3000), ha(600), ha(10)]).vez(1, AGORA)
    assert (vez.esgotado, vez.quando) == ("limite de 3 destinatários por hora", AGORA + timedelta(seconds=600))


def test_o_que_saiu_da_janela_nao_conta() -> None:
    assert Ritmo(Limites(por_hora=1), [ha(3600)]).vez(1, AGORA) == Vez()


def test_limite_do_dia_conta_destinatarios() -> None:
    ritmo = Ritmo(Limites(por_dia=10), [ha(7200, 8)])
    assert ritmo.vez(2, AGORA) == Vez()
    assert ritmo.vez(3, AGORA).esgotado == "limite de 10 destinatários por dia"


def test_mensagem_maior_que_o_limite_sai_quando_a_janela_esta_vazia() -> None:
    assert Ritmo(Limites(por_hora=2)).vez(9, AGORA) == Vez()


def test_transmissao_do_futuro_nao_prende_alem_da_janela() -> None:
    """O relógio voltou: vale como de agora."""
    assert Ritmo(Limites(por_minuto=20), [ha(-9000)]).vez(1, AGORA).espera == timedelta(seconds=3)


def test_as_que_estao_a_caminho_contam_no_limite_e_no_passo() -> None:
    a_caminho = [ha(1), ha(0)]
    assert Ritmo(Limites(por_hora=3), [ha(600)]).vez(1, AGORA, a_caminho).esgotado
    assert Ritmo(Limites(por_hora=4), [ha(600)]).vez(1, AGORA, a_caminho) == Vez()
    assert Ritmo(Limites(por_minuto=20)).vez(1, AGORA, a_caminho).espera == timedelta(seconds=3)
    assert Ritmo(Limites(por_minuto=20), [ha(0)]).vez(1, AGORA, [ha(2)]).espera == timedelta(seconds=3)


def test_transmissao_do_futuro_conta_uma_hora_a_partir_de_quando_o_relogio_voltou() -> None:
    """O relógio voltou um ano no meio do lote, com o limite da hora gasto."""
    ritmo = Ritmo(Limites(por_hora=2), [ha(-365 * 86400)] * 2)
    assert ritmo.vez(1, AGORA).quando == AGORA + timedelta(hours=1)
    assert ritmo.vez(1, AGORA + timedelta(minutes=30)).quando == AGORA + timedelta(hours=1)
    assert ritmo.vez(1, AGORA + timedelta(hours=1)) == Vez()


def test_recuo_dobra_o_passo_e_volta_devagar() -> None:
    ritmo = Ritmo(Limites(por_minuto=60))
    ritmo.recuar()
    assert ritmo.passo() == timedelta(seconds=2)
    ritmo.anotar(ha(0))
    assert timedelta(seconds=1) < ritmo.passo() < timedelta(seconds=2)
    for _ in range(20):
        ritmo.anotar(ha(0))
    assert ritmo.passo() == timedelta(seconds=1)


def test_recuo_tem_teto() -> None:
    ritmo = Ritmo(Limites(por_minuto=60))
    for _ in range(20):
        ritmo.recuar()
    assert ritmo.passo() == timedelta(seconds=MAIOR_RECUO)


@given(
    limite=st.integers(1, 30),
    passos=st.lists(st.tuples(st.integers(1, 5), st.integers(0, 900)), max_size=60),
)
def test_nenhuma_hora_passa_do_limite(limite: int, passos: list[tuple[int, int]]) -> None:
    """Quem respeita a vez nunca põe numa hora mais que o limite, a não ser numa mensagem só maior que ele."""
    ritmo, agora, idas = Ritmo(Limites(por_hora=limite)), AGORA, []
    for destinatarios, segundos in passos:
        agora += timedelta(seconds=segundos)
        vez = ritmo.vez(destinatarios, agora)
        if vez.esgotado:
            assert vez.quando is not None
            assert vez.quando > agora
            continue
        idas.append(Transmissao(agora, destinatarios))
        ritmo.anotar(idas[-1])
    for ida in idas:
        na_hora = [outra.destinatarios for outra in idas if ida.em - timedelta(hours=1) < outra.em <= ida.em]
        assert sum(na_hora) <= limite or len(na_hora) == 1 or ida.destinatarios > limite
