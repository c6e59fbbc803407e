"""Uma tarefa longa começa uma vez, anda e acaba de um jeito só."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from regras.erros import ErroAviso
from ui.contexto import Contexto
from ui.tarefa import Fim, Tarefa
from ui.trabalho import Trabalho


def _nova(contexto: Contexto, dono: QObject) -> tuple[Tarefa, list[object], list[Fim]]:
    tarefa = Tarefa(contexto, dono, str)
    andados: list[object] = []
    fins: list[Fim] = []
    tarefa.andou.connect(andados.append)
    tarefa.acabou.connect(fins.append)
    return tarefa, andados, fins


def test_o_evento_do_resultado_vem_no_fim_e_os_outros_na_hora(qtbot: QtBot, contexto: Contexto) -> None:
    dono = QObject()
    tarefa, andados, fins = _nova(contexto, dono)
    tarefa.comecar(lambda: iter((1, 2, "deu certo")))
    tarefa.comecar(lambda: iter(("outra",)))
    qtbot.waitUntil(lambda: bool(fins))
    assert andados == [1, 2]
    assert fins == [Fim("deu certo")]
    assert not tarefa.em_curso


def test_a_falha_e_o_cancelamento_chegam_no_fim(qtbot: QtBot, contexto: Contexto) -> None:
    dono = QObject()
    tarefa, andados, fins = _nova(contexto, dono)
    erro = ErroAviso("Caiu.", "Tente de novo.")

    def cair() -> Iterator[object]:
        yield 1
        raise erro

    tarefa.comecar(cair)
    qtbot.waitUntil(lambda: bool(fins))
    assert fins == [Fim(None, erro)]
    siga = threading.Event()

    def esperar() -> Iterator[object]:
        yield 2
        siga.wait(10)
        yield "tarde"

    tarefa.comecar(esperar)
    qtbot.waitUntil(lambda: 2 in andados)
    tarefa.cancelar()
    siga.set()
    qtbot.waitUntil(lambda: len(fins) == 2)
    assert fins[1].cancelada


def test_largar_nao_espera_nem_avisa(qtbot: QtBot, contexto: Contexto) -> None:
    dono = QObject()
    tarefa, _, fins = _nova(contexto, dono)
    siga = threading.Event()

    def esperar() -> Iterator[object]:
        siga.wait(10)
        yield 1

    tarefa.comecar(esperar)
    tarefa.largar()
    assert not tarefa.em_curso
    siga.set()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert fins == []
