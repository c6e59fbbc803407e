"""O marco do diário de envios."""

from __future__ import annotations

import pytest

from modelos.avisos import diario_conferido
from modelos.avisos.diario_conferido import Marco


@pytest.mark.usefixtures("base")
def test_o_ultimo_marco_gravado_vale() -> None:
    assert diario_conferido.obter() == Marco(0, "")
    diario_conferido.gravar(Marco(10, "a"))
    diario_conferido.gravar(Marco(25, "b"))
    assert diario_conferido.obter() == Marco(25, "b")
