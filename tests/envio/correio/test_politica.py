"""Vereditos, recusas por destinatário, parada do lote e nova tentativa."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.correio import politica
from envio.correio.diagnostico import da_rede, sem_starttls
from envio.correio.falhas import (
    Alvo,
    Fase,
    Recusa,
    RespostaPerdida,
)
from envio.correio.politica import (
    Vigia,
    classificar,
    classificar_recusa,
    decisiva,
    proxima_tentativa,
    separar_recusas,
)
from envio.correio.respostas import Veredito, julgar
from regras.aviso import Estado
from regras.erros import FalhaEnvio
from tests.envio.correio_falso import CONTA, resposta_de

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)
INEXISTENTE = Recusa("x@y.com", 550, "5.1.1 inexistente")
PASSAGEIRA = Recusa("z@y.com", 450, "4.7.1 lista cinza")
DA_CONTA = Recusa("w@y.com", 550, "5.7.1 Unable to relay")


def test_resposta_perdida_e_em_duvida() -> None:
    veredito = classificar(RespostaPerdida("smtp.x", "caiu"))
    assert (veredito.estado, veredito.alvo) == (Estado.EM_DUVIDA, Alvo.AVISO)


def test_resposta_do_servidor_segue_a_tabela_e_guarda_a_frase_da_falha() -> None:
    falha = resposta_de(Fase.LOGIN, 535, "5.7.8 x")
    veredito = classificar(falha)
    assert (veredito.estado, veredito.alvo, veredito.limite) == (Estado.ADIADO, Alvo.CONTA, 1)
    assert (veredito.motivo, veredito.o_que_fazer) == (falha.motivo, falha.o_que_fazer)


@pytest.mark.parametrize("fase", Fase)
def test_queda_antes_do_ponto_e_sempre_adiado(fase: Fase) -> None:
    assert classificar(da_rede(CONTA, fase, ConnectionResetError("caiu"))).estado is Estado.ADIADO


def test_queda_ao_conectar_e_da_conta_e_no_meio_e_do_aviso() -> None:
    assert classificar(da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError())).alvo is Alvo.CONTA
    assert classificar(da_rede(CONTA, Fase.CORPO, ConnectionResetError())).alvo is Alvo.AVISO


@pytest.mark.parametrize(
    ("falha", "estado"),
    [
        (FalhaEnvio(550, "5.1.1 x", passageira=False), Estado.RECUSADO),
        (FalhaEnvio(451, "4.3.0 x", passageira=True), Estado.ADIADO),
        (FalhaEnvio(0, "caiu", passageira=True), Estado.ADIADO),
    ],
)
def test_falha_sem_fase_e_julgada_como_resposta_ao_ponto(falha: FalhaEnvio, estado: Estado) -> None:
    veredito = classificar(falha)
    assert (veredito.estado, veredito.devolvido) == (estado, False)


def test_recusa_de_destinatario_inexistente_marca_o_endereco() -> None:
    assert classificar_recusa(INEXISTENTE).devolvido


@pytest.mark.parametrize(
    ("recusas", "esperada"),
    [
        ([INEXISTENTE], INEXISTENTE),
        ([INEXISTENTE, PASSAGEIRA], PASSAGEIRA),
        ([INEXISTENTE, PASSAGEIRA, DA_CONTA], DA_CONTA),
    ],
)
def test_sem_nenhum_aceito_decide_a_conta_depois_a_passageira(recusas: list[Recusa], esperada: Recusa) -> None:
    assert decisiva(recusas) is esperada


def test_recusas_sao_separadas_pelo_que_se_faz_com_cada_uma() -> None:
    separadas = separar_recusas([INEXISTENTE, PASSAGEIRA, Recusa("v@y.com", 550, "5.2.1 desativada")])
    assert separadas.pendentes == ("z@y.com",)
    assert separadas.recusados == ("x@y.com", "v@y.com")
    assert separadas.devolvidos == (("x@y.com", "550 5.1.1 inexistente"),)
    assert separadas.ressalva() == "recusado para x@y.com, v@y.com; falta enviar para z@y.com"


def test_sem_recusas_nao_ha_ressalva() -> None:
    assert separar_recusas([]).ressalva() == ""


def _quantas_param(vereditos: list[Veredito | None]) -> int:
    """Depois de quantos o vigia manda parar; 0 se não manda."""
    vigia = Vigia()
    for posicao, veredito in enumerate(vereditos, 1):
        if veredito is None:
            vigia.acertou()
        elif vigia.observar(veredito):
            return posicao
    return 0


RECUSADA = classificar(da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError()))
PERDIDA = classificar(RespostaPerdida("s", "x"))
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
        ([classificar(sem_starttls(CONTA))], 1),
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
    base = politica.ESPERAS[n - 1]
    assert max(base * 0.8, timedelta(minutes=5)) <= quando - AGORA <= base * 1.2


def test_prazo_conta_da_criacao_do_aviso() -> None:
    criado = AGORA - timedelta(hours=23, minutes=50)
    assert proxima_tentativa(1, AGORA, criado, 0) is not None
    assert proxima_tentativa(2, AGORA, criado, 0) is None


def test_prazo_pode_ser_outro() -> None:
    assert proxima_tentativa(2, AGORA, AGORA, 0, prazo=timedelta(minutes=10)) is None
