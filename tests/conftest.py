"""Ambiente comum dos testes: Qt fora de tela, data fixa e log sem avisos inesperados."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Os mesmos casos em toda máquina, e sem prazo por caso: numa máquina ocupada ele reprovaria à toa.
settings.register_profile("casa", derandomize=True, deadline=None, database=None)
settings.load_profile("casa")

HOJE = date(2026, 11, 24)


@pytest.fixture
def hoje() -> date:
    """A data de referência fixa de todos os testes."""
    return HOJE


@pytest.fixture(autouse=True)
def _sem_log_inesperado(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Reprova o teste que deixou aviso ou erro no log sem dizer que o esperava (marcador `log_esperado`)."""
    yield
    if request.node.get_closest_marker("log_esperado"):
        return
    registros = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not registros, f"log inesperado: {registros}"
