"""Um cálculo por vez: o resultado velho é descartado e o último pedido sempre aparece."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from regras.erros import AmbienteIndisponivel
from ui.calculo import Calculo
from ui.contexto import Contexto


@pytest.fixture
def calculo(vazio: Contexto, qapp: QObject) -> Calculo:
    """Um cálculo na base vazia."""
    return Calculo(vazio, qapp)


def esperar(qtbot: QtBot, calculo: Calculo) -> None:
    qtbot.waitUntil(lambda: not calculo.calculando, timeout=60_000)


def test_so_o_ultimo_pedido_aparece(qtbot: QtBot, calculo: Calculo) -> None:
    prontos: list[object] = []
    ocupados: list[object] = []
    calculo.pronto.connect(prontos.append)
    calculo.ocupado.connect(ocupados.append)
    porta = threading.Event()

    def demorar() -> str:
        porta.wait(5)
        return "velho"

    pulados: list[int] = []
    calculo.pedir(demorar)
    for numero in range(3):
        calculo.pedir(_anotar(pulados, numero))
    assert calculo.calculando
    porta.set()
    esperar(qtbot, calculo)
    assert (prontos, pulados, ocupados) == ([2], [2], [True, False])


def _anotar(pulados: list[int], numero: int) -> Callable[[], int]:
    def calcular() -> int:
        pulados.append(numero)
        return numero

    return calcular


def test_erro_do_ultimo_pedido_e_dito_e_o_proximo_funciona(qtbot: QtBot, calculo: Calculo) -> None:
    falhas: list[object] = []
    prontos: list[object] = []
    calculo.falhou.connect(falhas.append)
    calculo.pronto.connect(prontos.append)

    def falhar() -> None:
        raise AmbienteIndisponivel("A base está ocupada.", "Espere.")

    calculo.pedir(falhar)
    esperar(qtbot, calculo)
    assert [str(falha) for falha in falhas] == ["A base está ocupada."]
    calculo.pedir(lambda: "certo")
    esperar(qtbot, calculo)
    assert prontos == ["certo"]
