"""Feriados locais."""

from __future__ import annotations

from datetime import date

import pytest

from modelos.cadastro import feriados

pytestmark = pytest.mark.usefixtures("base")
ANIVERSARIO = date(2026, 3, 9)


def test_gravar_listar_alterar_e_excluir() -> None:
    feriados.gravar(ANIVERSARIO, "Aniversário")
    feriados.gravar(date(2026, 1, 2), "Ponte")
    feriados.gravar(ANIVERSARIO, "Aniversário da cidade")
    assert feriados.listar() == [(date(2026, 1, 2), "Ponte"), (ANIVERSARIO, "Aniversário da cidade")]
    assert feriados.obter(ANIVERSARIO) == "Aniversário da cidade"
    feriados.excluir(ANIVERSARIO)
    assert feriados.obter(ANIVERSARIO) is None
    assert feriados.dias() == {date(2026, 1, 2)}
