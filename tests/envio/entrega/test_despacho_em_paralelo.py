"""O despacho em até três conexões: nada se perde, nada se repete, e cada aviso mantém a sua ordem (email.md §1.2)."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from envio.ambiente import Ambiente
from envio.correio import conexoes
from envio.correio.diagnostico import da_rede
from envio.correio.falhas import FalhaSMTP, Fase, RespostaPerdida
from envio.eventos import Aguardar, Compasso, Enviando, LoteParado, Tratado
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from modelos.cadastro import clientes
from modelos.contas import contas_email
from regras.aviso import Estado
from regras.cadastro import Cliente
from regras.envio.diario import Etapa
from tests.envio.carteira_paralela import (
    AGORA,
    HOJE,
    OS_PRIMEIROS,
    QUANTOS,
    TODOS,
    em_grupos_de,
    fechar,
    por_estado,
)
from tests.envio.correio_falso import CONTA, resposta_de
from tests.envio.correio_paralelo import ESPERA_S, CorreioParalelo, das_conexoes, esperar


@pytest.fixture
def ambiente(em_paralelo: Ambiente) -> Ambiente:
    """O da carteira em paralelo."""
    return em_paralelo


def test_tres_mensagens_esperam_a_resposta_ao_mesmo_tempo(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    paralelo.ao_transmitir = em_grupos_de(3)
    fechar(ambiente)
    assert por_estado() == {Estado.ENVIADO: TODOS}
    assert (paralelo.sessoes, paralelo.mais_juntas, len(set(paralelo.entregues))) == (3, 3, QUANTOS)


def test_o_corpo_tambem_vai_em_paralelo(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    paralelo.ao_abrir = em_grupos_de(3)
    fechar(ambiente)
    assert (por_estado(), paralelo.sessoes) == ({Estado.ENVIADO: TODOS}, 3)


def test_o_primeiro_aviso_vai_sozinho(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    paralelo.ao_transmitir = em_grupos_de(3)
    eventos = fechar(ambiente)
    ordem = [(type(evento), evento.aviso.cliente) for evento in eventos if isinstance(evento, Enviando | Tratado)]
    assert ordem[:2] == [(Enviando, "C0"), (Tratado, "C0")]
    assert [evento.em_curso for evento in eventos if isinstance(evento, Enviando)][:4] == [0, 0, 1, 2]


def test_a_conta_que_so_aguenta_duas_fica_em_duas(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    paralelo.simultaneas = 2
    paralelo.ao_transmitir = em_grupos_de(2)
    fechar(ambiente)
    assert (por_estado(), paralelo.sessoes, paralelo.mais_juntas) == ({Estado.ENVIADO: TODOS}, 2, 2)


def test_servidor_rapido_fica_numa_conexao_so_e_sem_thread(
    ambiente: Ambiente, paralelo: CorreioParalelo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conexoes, "PACIENCIA_S", ESPERA_S)
    vistas: list[str] = []
    paralelo.ao_transmitir = lambda _sessao, _email: vistas.append(threading.current_thread().name)
    fechar(ambiente)
    assert (por_estado(), paralelo.sessoes) == ({Estado.ENVIADO: TODOS}, 1)
    assert set(vistas) == {threading.current_thread().name}


def test_antes_de_cada_ponto_o_diario_ja_tem_a_linha(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    """O diário é um arquivo: a thread da conexão pode lê-lo no instante do ponto."""
    diario, juntos = ambiente.diario(), em_grupos_de(3)

    def conferir(sessao: int, email: str) -> None:
        escritas = diario.conferir(Marco()).anotacoes
        do_aviso = [linha.etapa for linha in escritas if linha.destinatarios == (email,)]
        assert do_aviso == [Etapa.TRANSMITINDO]
        juntos(sessao, email)

    paralelo.ao_transmitir = conferir
    fechar(ambiente)
    assert por_estado() == {Estado.ENVIADO: TODOS}


@pytest.mark.log_esperado
@pytest.mark.parametrize(
    "falha",
    [
        resposta_de(Fase.SAUDACAO, 421, "4.7.0 too many connections"),
        resposta_de(Fase.LOGIN, 454, "4.7.0 depois"),
        resposta_de(Fase.MAIL, 421, "4.3.2 conexoes demais"),
        resposta_de(Fase.DATA, 432, "4.3.2 conexoes demais"),
        da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError()),
    ],
    ids=lambda falha: f"{falha.fase}-{falha.codigo}",
)
def test_a_conexao_a_mais_que_nao_abre_e_dispensada_sem_adiar_ninguem(
    ambiente: Ambiente, paralelo: CorreioParalelo, falha: FalhaSMTP
) -> None:
    tentou = threading.Event()

    def recusar_a_segunda(sessao: int, email: str) -> None:
        if sessao > 1:
            tentou.set()
            raise falha
        if email == "a1@example.com":
            esperar(tentou)

    paralelo.ao_abrir = recusar_a_segunda
    eventos = fechar(ambiente)
    assert por_estado() == {Estado.ENVIADO: TODOS}
    assert [aviso.tentativas for aviso in avisos.listar()] == [1] * QUANTOS
    assert not any(isinstance(evento, LoteParado) for evento in eventos)
    # A terceira ainda pode ser tentada enquanto a recusa da segunda não foi lida; depois, nenhuma mais.
    assert paralelo.sessoes <= 3


def test_a_mesma_falha_na_conexao_que_e_a_unica_para_o_lote(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    def recusar(_sessao: int, _email: str) -> None:
        raise resposta_de(Fase.SAUDACAO, 421, "4.7.0 depois")

    paralelo.ao_abrir = recusar
    eventos = fechar(ambiente)
    assert sum(isinstance(evento, LoteParado) for evento in eventos) == 1
    assert (por_estado(), paralelo.sessoes) == ({Estado.ADIADO: TODOS}, 1)


def test_conexoes_demais_ao_ponto_reduz_a_uma_e_o_lote_segue(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    juntos = em_grupos_de(3)
    juntas: dict[str, int] = {}

    def reclamar(sessao: int, email: str) -> None:
        juntas[email] = paralelo.juntas
        if email in OS_PRIMEIROS:
            juntos(sessao, email)
        if email == "a2@example.com":
            raise resposta_de(Fase.PONTO, 432, "4.3.2 concurrent connections limit exceeded")

    paralelo.ao_transmitir = reclamar
    eventos = fechar(ambiente)
    assert por_estado() == {Estado.ADIADO: ["C2"], Estado.ENVIADO: [c for c in TODOS if c != "C2"]}
    assert not any(isinstance(evento, LoteParado) for evento in eventos)
    assert juntas["a6@example.com"] == 1


def test_o_lote_para_e_os_que_estavam_em_curso_terminam(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    parou, juntos = threading.Event(), em_grupos_de(3)

    def gancho(sessao: int, email: str) -> None:
        juntos(sessao, email)
        if email == "a2@example.com":
            raise resposta_de(Fase.PONTO, 452, "4.3.1 sem espaco")
        if email != "a0@example.com":
            esperar(parou)

    paralelo.ao_transmitir = gancho
    eventos = []
    for evento in fechamento.executar(HOJE, ambiente):
        eventos.append(evento)
        if isinstance(evento, LoteParado):
            parou.set()
    assert por_estado() == {Estado.ENVIADO: ["C0", "C1", "C3"], Estado.ADIADO: ["C2", "C4", "C5", "C6"]}
    assert {aviso.cliente: aviso.tentativas for aviso in avisos.listar()} == {
        "C0": 1, "C1": 1, "C2": 1, "C3": 1, "C4": 0, "C5": 0, "C6": 0
    }  # fmt: skip
    assert sum(isinstance(evento, LoteParado) for evento in eventos) == 1


def test_duas_conexoes_que_param_o_lote_param_uma_vez_pelo_motivo_da_primeira(
    ambiente: Ambiente, paralelo: CorreioParalelo
) -> None:
    parou, juntos = threading.Event(), em_grupos_de(3)

    def gancho(sessao: int, email: str) -> None:
        if email in {"a1@example.com", "a2@example.com", "a3@example.com"}:  # o aceite de a3 pode deixar a4 partir
            juntos(sessao, email)
        if email == "a2@example.com":
            raise resposta_de(Fase.PONTO, 452, "4.3.1 sem espaco")
        if email == "a1@example.com":
            esperar(parou)
            raise resposta_de(Fase.PONTO, 421, "4.3.2 manutencao")

    paralelo.ao_transmitir = gancho
    paradas = []
    for evento in fechamento.executar(HOJE, ambiente):
        if isinstance(evento, LoteParado):
            paradas.append(evento.motivo)
            parou.set()
    assert len(paradas) == 1
    assert {aviso.motivo for aviso in avisos.listar() if not aviso.tentativas} == {f"não tentado: {paradas[0]}"}


def test_entre_uma_passada_e_outra_nao_fica_conexao_nem_thread(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    juntos, recusou = em_grupos_de(3), threading.Event()

    def gancho(sessao: int, email: str) -> None:
        juntos(sessao, email) if not recusou.is_set() else None
        if email == "a6@example.com" and not recusou.is_set():
            recusou.set()
            raise resposta_de(Fase.PONTO, 451, "4.3.0 depois")

    paralelo.ao_transmitir = gancho
    relogio = [AGORA]
    esperas = 0
    for evento in fechamento.executar(HOJE, replace(ambiente, agora=lambda: relogio[0]), insistir=True):
        if isinstance(evento, Aguardar):
            esperas += 1
            assert (das_conexoes(), paralelo.fechadas) == ([], 3)
            relogio[0] += timedelta(seconds=evento.segundos)
    assert (esperas, por_estado()) == (1, {Estado.ENVIADO: TODOS})


def test_duvida_em_uma_das_tres_nao_toca_as_outras(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    juntos = em_grupos_de(3)

    def gancho(sessao: int, email: str) -> None:
        if email in OS_PRIMEIROS:
            juntos(sessao, email)
        if email == "a2@example.com":
            raise RespostaPerdida("servidor", "queda")

    paralelo.ao_transmitir = gancho
    fechar(ambiente)
    assert por_estado() == {Estado.EM_DUVIDA: ["C2"], Estado.ENVIADO: [c for c in TODOS if c != "C2"]}
    fechar(ambiente)
    assert "a2@example.com" not in paralelo.entregues


@pytest.mark.log_esperado
def test_defeito_numa_conexao_e_isolado(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    def quebrar(_sessao: int, email: str) -> None:
        if email == "a2@example.com":
            raise ZeroDivisionError

    paralelo.ao_transmitir = quebrar
    fechar(ambiente)
    assert por_estado() == {Estado.EM_DUVIDA: ["C2"], Estado.ENVIADO: [c for c in TODOS if c != "C2"]}


def test_limite_da_hora_conta_os_que_ainda_estao_a_caminho(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    contas_email.gravar(replace(CONTA, por_hora=3))
    paralelo.ao_abrir = em_grupos_de(2)
    fechar(ambiente)
    assert por_estado() == {Estado.ENVIADO: ["C0", "C1", "C2"], Estado.ADIADO: ["C3", "C4", "C5", "C6"]}


def test_o_ritmo_por_minuto_manda_mais_que_as_conexoes(ambiente: Ambiente, paralelo: CorreioParalelo) -> None:
    """Com três segundos entre uma e outra, cada uma acaba antes de a seguinte poder sair."""
    contas_email.gravar(replace(CONTA, por_minuto=20))
    relogio = [AGORA]
    eventos = []
    for evento in fechamento.executar(HOJE, replace(ambiente, agora=lambda: relogio[0])):
        eventos.append(evento)
        if isinstance(evento, Compasso):
            relogio[0] += timedelta(seconds=evento.segundos)
    assert [evento.segundos for evento in eventos if isinstance(evento, Compasso)] == [3.0] * (QUANTOS - 1)
    assert (por_estado(), paralelo.sessoes) == ({Estado.ENVIADO: TODOS}, 1)


@pytest.mark.log_esperado
def test_o_que_faltava_de_avisos_parciais_tambem_troca_de_conexao(
    ambiente: Ambiente, paralelo: CorreioParalelo
) -> None:
    """A mensagem complementar já está guardada quando a conexão falha: ela recomeça em outra, sem ser remontada."""
    for n, codigo in enumerate(TODOS):
        clientes.gravar(Cliente(codigo, f"Cliente {n}", email=f"a{n}@example.com; b{n}@example.com"))
    paralelo.por_ora, paralelo.simultaneas = ("b",), 1
    fechar(ambiente)
    paralelo.por_ora, paralelo.simultaneas = (), 3
    tentou = threading.Event()

    def recusar_a_segunda(sessao: int, email: str) -> None:
        if sessao > 2:
            tentou.set()
            raise resposta_de(Fase.SAUDACAO, 421, "4.7.0 too many connections")
        if email == "b1@example.com":
            esperar(tentou)

    do_primeiro_fechamento = paralelo.sessoes
    paralelo.entregues.clear()
    paralelo.ao_abrir = recusar_a_segunda
    fechar(ambiente)
    assert sorted(paralelo.entregues) == [f"b{n}@example.com" for n in range(QUANTOS)]
    assert paralelo.sessoes <= do_primeiro_fechamento + 3
