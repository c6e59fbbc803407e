from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui.coleta import Coleta, sem_afazeres, soltar
from ui.trabalho import Trabalho


class _EmCiclo:
    def __init__(self) -> None:
        self.eu = self


@pytest.fixture
def hora() -> list[bool]:
    """Se é hora de coletar; muda-se no meio do teste."""
    return [False]


@pytest.fixture
def coleta(qtbot: QtBot, hora: list[bool]) -> Iterator[Coleta]:
    antes = gc.get_threshold()
    coleta = Coleta(lambda: hora[0])
    yield coleta
    coleta.parar()
    assert gc.get_threshold() == antes
    assert gc.get_freeze_count() == 0


def _encher_a_memoria() -> None:
    """Bastante para o Python, sozinho, começar uma coleta completa."""
    guardados = [[] for _ in range(200_000)]
    assert len(guardados) == 200_000


def test_o_python_nao_comeca_sozinho_uma_coleta_completa(coleta: Coleta) -> None:
    completas: list[object] = []

    def anotar(fase: str, quanto: dict[str, int]) -> None:
        if fase == "start" and quanto["generation"] == 2:
            completas.append(quanto)

    gc.callbacks.append(anotar)
    try:
        _encher_a_memoria()
    finally:
        gc.callbacks.remove(anotar)
    assert completas == []


def test_so_coleta_na_hora_e_ai_o_que_estava_em_ciclo_sai_da_memoria(coleta: Coleta, hora: list[bool]) -> None:
    perdido = weakref.ref(_EmCiclo())
    assert not coleta.coletar()
    hora[0] = True
    assert coleta.coletar()
    assert perdido() is None


def test_dialogo_aberto_ou_trabalho_em_curso_adiam_a_coleta(qtbot: QtBot) -> None:
    assert sem_afazeres()
    dialogo = QDialog()
    qtbot.addWidget(dialogo)
    dialogo.open()
    assert not sem_afazeres()
    dialogo.reject()
    trabalho = Trabalho.de_funcao(lambda: None)
    with qtbot.waitSignal(trabalho.terminou):
        trabalho.iniciar()
        assert not sem_afazeres()
    assert sem_afazeres()


def test_soltar_esvazia_a_lista_e_libera_cada_objeto() -> None:
    lista = [_Leve(), _Leve()]
    vivos = [weakref.ref(item) for item in lista]
    soltar(lista)
    assert lista == []
    assert [vivo() for vivo in vivos] == [None, None]


class _Leve:
    pass
