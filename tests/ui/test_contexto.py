from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from modelos.cadastro import empresas
from ui.contexto import Assunto, Contexto, em_hora_local


def test_avisar_diz_o_que_mudou(qtbot: QtBot, vazio: Contexto) -> None:
    with qtbot.waitSignal(vazio.mudou) as espera:
        vazio.avisar(Assunto.DEBITOS, Assunto.CLIENTES)
    assert espera.args == [frozenset({Assunto.DEBITOS, Assunto.CLIENTES})]


def test_quem_ouve_um_assunto_e_chamado_enquanto_o_dono_vive(qtbot: QtBot, vazio: Contexto) -> None:
    vezes: list[int] = []
    dono = QObject()
    vazio.ouvir(dono, lambda: vezes.append(1), Assunto.DEBITOS, Assunto.PEDIDOS)
    vazio.avisar(Assunto.CLIENTES)
    vazio.avisar(Assunto.CLIENTES, Assunto.DEBITOS)
    assert vezes == [1]
    with qtbot.waitSignal(dono.destroyed):
        dono.deleteLater()
    vazio.avisar(Assunto.DEBITOS)
    assert vezes == [1]


def test_envio_avisa_so_quando_muda(qtbot: QtBot, vazio: Contexto) -> None:
    vezes: list[bool] = []
    vazio.envio_mudou.connect(lambda: vezes.append(vazio.em_envio))
    for em_curso in (True, True, False):
        vazio.marcar_envio(em_curso)
    assert vezes == [True, False]


def test_calcular_usa_a_base_na_thread_do_trabalho(qtbot: QtBot, vazio: Contexto) -> None:

    recebidos: list[object] = []
    trabalho = vazio.calcular(empresas.obter)
    trabalho.evento.connect(recebidos.append)
    with qtbot.waitSignal(trabalho.terminou):
        trabalho.iniciar()
    assert recebidos == [None]


def test_hora_local_nao_muda_o_instante() -> None:
    instante = datetime(2026, 11, 24, 20, 33, tzinfo=UTC)
    assert em_hora_local(instante) == instante
    assert em_hora_local(instante.replace(tzinfo=None)) == instante
