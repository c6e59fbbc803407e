"""Contexto de tela sobre uma base nova, com cofre em memória."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.ambiente import Ambiente
from envio.segredos import CofreEmMemoria
from envio.transporte import Transporte
from modelos import base as bases
from regras.cadastro import ContaEmail
from ui.contexto import Contexto
from ui.trabalho import Trabalho


def _sem_correio(_conta: ContaEmail, _senha: str | None) -> Transporte:
    raise AssertionError("este teste não fala com o correio")


@pytest.fixture
def contexto(qtbot: QtBot, tmp_path: Path, hoje: date) -> Iterator[Contexto]:
    """O que as telas recebem; ao fim espera os trabalhos e fecha a base."""
    with bases.abrir(tmp_path / "base.db") as base:
        agora = datetime(2026, 11, 24, 12, tzinfo=UTC)
        yield Contexto(Ambiente(base, lambda: agora, CofreEmMemoria(), _sem_correio), lambda: hoje)
        qtbot.waitUntil(lambda: not Trabalho.vivos())
