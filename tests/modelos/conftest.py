"""Base em arquivo, aberta e fechada a cada teste."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from modelos.base.abertura import Base
from tests.base_copiada import abrir_nova


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Uma base nova: em memória, cada thread veria outra."""
    with abrir_nova(tmp_path / "aviso.db") as aberta:
        yield aberta
