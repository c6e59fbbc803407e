from __future__ import annotations

import ast
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.eventos import Aguardar, Enviando
from regras.erros import DadoInvalido, ErroAviso
from tests.envio.cenario import AVISO
from ui.trabalho import FRASE_DE_DEFEITO, Trabalho

RAIZ = Path(__file__).parents[2]


class BaseFalsa:
    """Anota em que thread a conexão abriu e se fechou."""

    def __init__(self) -> None:
        self.abertas: list[int] = []
        self.fechadas: list[int] = []

    @contextmanager
    def conexao(self) -> Iterator[None]:
        self.abertas.append(threading.get_ident())
        try:
            yield
        finally:
            self.fechadas.append(threading.get_ident())


def _ate_terminar(qtbot: QtBot, trabalho: Trabalho) -> None:
    with qtbot.waitSignal(trabalho.terminou):
        trabalho.iniciar()


def test_eventos_chegam_na_ordem_e_terminou_por_ultimo(qtbot: QtBot) -> None:
    ordem: list[object] = []
    trabalho = Trabalho(lambda: iter((1, 2, 3)))
    trabalho.evento.connect(ordem.append)
    trabalho.terminou.connect(lambda: ordem.append("terminou"))
    _ate_terminar(qtbot, trabalho)
    assert ordem == [1, 2, 3, "terminou"]


def test_gerador_roda_fora_da_tela_e_sinal_chega_na_tela(qtbot: QtBot) -> None:
    la: list[int] = []
    ca: list[int] = []
    trabalho = Trabalho.de_funcao(lambda: la.append(threading.get_ident()))
    trabalho.evento.connect(lambda _evento: ca.append(threading.get_ident()))
    _ate_terminar(qtbot, trabalho)
    assert ca == [threading.get_ident()]
    assert la[0] != ca[0]


def test_valor_maior_que_32_bits_chega_inteiro(qtbot: QtBot) -> None:
    centavos = 3_000_000_000
    trabalho = Trabalho.de_funcao(lambda: centavos)
    recebidos: list[object] = []
    trabalho.evento.connect(recebidos.append)
    _ate_terminar(qtbot, trabalho)
    assert recebidos == [centavos]


def test_conexao_e_aberta_e_fechada_na_thread_do_trabalho(qtbot: QtBot) -> None:
    base = BaseFalsa()
    _ate_terminar(qtbot, Trabalho(lambda: iter((1,)), base))
    assert base.abertas == base.fechadas
    assert base.abertas[0] != threading.get_ident()


def _que_falha(erro: Exception) -> Iterator[int]:
    yield 1
    raise erro


def test_erro_da_casa_chega_como_e_e_ainda_assim_termina(qtbot: QtBot) -> None:
    base, erro = BaseFalsa(), DadoInvalido("campo", "ruim")
    recebidos: list[ErroAviso] = []
    trabalho = Trabalho(lambda: _que_falha(erro), base)
    trabalho.falhou.connect(recebidos.append)
    _ate_terminar(qtbot, trabalho)
    assert recebidos == [erro]
    assert base.fechadas


@pytest.mark.log_esperado
def test_defeito_vira_frase_vai_ao_log_e_ainda_assim_termina(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    recebidos: list[ErroAviso] = []
    trabalho = Trabalho(lambda: _que_falha(KeyError("segredo")))
    trabalho.falhou.connect(recebidos.append)
    _ate_terminar(qtbot, trabalho)
    assert recebidos[0].mensagem == FRASE_DE_DEFEITO
    assert "segredo" not in recebidos[0].frase()
    assert caplog.records[0].exc_info is not None


def test_cancelar_fecha_o_gerador_na_thread_dele(qtbot: QtBot) -> None:
    fechado: list[int] = []
    andou = threading.Event()

    def sem_fim() -> Iterator[int]:
        try:
            while True:
                andou.set()
                yield threading.get_ident()
        finally:
            fechado.append(threading.get_ident())

    trabalho = Trabalho(sem_fim)
    trabalho.evento.connect(lambda _evento: trabalho.cancelar())
    _ate_terminar(qtbot, trabalho)
    assert trabalho.cancelado
    assert fechado[0] != threading.get_ident()


def test_aguardar_e_cumprido_e_o_cancelamento_o_interrompe(qtbot: QtBot) -> None:
    depois: list[str] = []

    def com_espera() -> Iterator[object]:
        yield Aguardar(3600, "limite da conta")
        depois.append("não devia chegar aqui")
        yield 1

    trabalho = Trabalho(com_espera)
    trabalho.evento.connect(lambda _evento: trabalho.cancelar())
    _ate_terminar(qtbot, trabalho)
    assert not depois


def test_adiantar_acaba_com_a_espera_e_segue(qtbot: QtBot) -> None:
    recebidos: list[object] = []
    trabalho = Trabalho(lambda: iter((Aguardar(3600, "limite da conta"), "fim")))
    trabalho.evento.connect(recebidos.append)
    trabalho.evento.connect(lambda _evento: trabalho.adiantar())
    _ate_terminar(qtbot, trabalho)
    assert recebidos[-1] == "fim"


def test_aguardar_curto_segue_sozinho(qtbot: QtBot) -> None:
    recebidos: list[object] = []
    trabalho = Trabalho(lambda: iter((Aguardar(0, "nada"), "fim")))
    trabalho.evento.connect(recebidos.append)
    _ate_terminar(qtbot, trabalho)
    assert recebidos[-1] == "fim"


def test_pausar_segura_e_continuar_solta(qtbot: QtBot) -> None:
    recebidos: list[object] = []
    seguiu = threading.Event()

    def passos() -> Iterator[int]:
        yield 1
        seguiu.set()
        yield 2

    trabalho = Trabalho(passos)
    trabalho.pausar()
    assert trabalho.pausado
    trabalho.evento.connect(recebidos.append)
    trabalho.iniciar()
    qtbot.waitUntil(lambda: recebidos == [1])
    assert not seguiu.is_set()
    with qtbot.waitSignal(trabalho.terminou):
        trabalho.continuar()
    assert recebidos == [1, 2]


@pytest.mark.parametrize("pausa", [False, True])
def test_com_algo_em_curso_itera_ate_o_fim_dele_antes_de_segurar(qtbot: QtBot, pausa: bool) -> None:
    recebidos: list[Enviando] = []
    vistos: list[bool] = []
    pedido = threading.Event()

    def passos() -> Iterator[Enviando]:
        for em_curso in (2, 1, 0):
            yield Enviando(AVISO, 1, 9, em_curso)
            assert pedido.wait(10)
            vistos.append(trabalho.segurando())

    def pedir(evento: Enviando) -> None:
        recebidos.append(evento)
        if evento.em_curso == 2:
            (trabalho.pausar if pausa else trabalho.cancelar)()
            pedido.set()

    trabalho = Trabalho(passos)
    trabalho.evento.connect(pedir)
    trabalho.iniciar()
    qtbot.waitUntil(lambda: len(recebidos) == 3)
    trabalho.continuar()
    qtbot.waitUntil(lambda: trabalho not in Trabalho.vivos())
    assert [evento.em_curso for evento in recebidos] == [2, 1, 0]
    # Depois do último, só o que foi pausado continua.
    assert vistos == ([True, True, False] if pausa else [True, True])


def test_cancelar_solta_quem_esta_pausado(qtbot: QtBot) -> None:
    trabalho = Trabalho(lambda: iter((1, 2)))
    trabalho.pausar()
    trabalho.evento.connect(lambda _evento: trabalho.cancelar())
    _ate_terminar(qtbot, trabalho)
    assert not trabalho.pausado


def test_trabalho_se_guarda_vivo_ate_terminar(qtbot: QtBot) -> None:
    solta = threading.Event()
    trabalho = Trabalho.de_funcao(lambda: solta.wait(10))
    trabalho.iniciar()
    assert trabalho in Trabalho.vivos()
    assert trabalho in Trabalho.vivos()
    with qtbot.waitSignal(trabalho.terminou):
        solta.set()
    assert trabalho not in Trabalho.vivos()


def test_no_fim_do_programa_todos_sao_cancelados_e_esperados(qtbot: QtBot) -> None:
    fechados: list[int] = []

    def sem_fim() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            fechados.append(1)

    trabalho = Trabalho(sem_fim).iniciar()
    with qtbot.waitSignal(trabalho.evento):
        pass
    Trabalho.esperar_todos()
    assert fechados == [1]
    assert not Trabalho.vivos()


def test_so_trabalho_usa_qthread_e_ninguem_usa_terminate() -> None:
    com_thread, com_terminate = [], []
    for arquivo in (RAIZ / "ui").rglob("*.py"):
        for no in ast.walk(ast.parse(arquivo.read_text(encoding="utf-8"))):
            if isinstance(no, ast.Name) and no.id == "QThread":
                com_thread.append(arquivo.name)
            if isinstance(no, ast.Attribute) and no.attr in ("terminate", "processEvents"):
                com_terminate.append(arquivo.name)
    assert set(com_thread) == {"trabalho.py"}
    assert not com_terminate
