"""O terminal de cada teste, com ou sem o que é preciso para fechar o dia."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.linha_de_comando import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Uma máquina nova, sem nada."""
    return Terminal(tmp_path)


@pytest.fixture
def pronto(terminal: Terminal) -> Terminal:
    """A mesma máquina, pronta para fechar o dia."""
    terminal.preparar()
    return terminal
