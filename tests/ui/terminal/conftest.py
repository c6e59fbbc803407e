"""O terminal de cada teste, com ou sem o que é preciso para fechar o dia."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.base_copiada import criar_nova
from tests.linha_de_comando import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Uma máquina com a base que acaba de nascer, sem nada."""
    nova = Terminal(tmp_path)
    criar_nova(nova.base)
    return nova


@pytest.fixture
def pronto(terminal: Terminal) -> Terminal:
    """A mesma máquina, pronta para fechar o dia."""
    terminal.preparar()
    return terminal
