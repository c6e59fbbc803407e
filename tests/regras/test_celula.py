from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.celula import celula_segura


@pytest.mark.parametrize("texto", ["=1+1", "+55", "-2", "@soma", "\t=1", "\r=1"])
def test_celula_que_parece_formula_ganha_apostrofo(texto: str) -> None:
    assert celula_segura(texto) == f"'{texto}"


@pytest.mark.parametrize("texto", ["", "Ana", "1.234,56", "a=b"])
def test_celula_comum_fica_como_e(texto: str) -> None:
    assert celula_segura(texto) == texto


@given(st.text())
def test_nenhuma_celula_comeca_como_formula(texto: str) -> None:
    assert not celula_segura(texto).startswith(("=", "+", "-", "@", "\t", "\r"))
