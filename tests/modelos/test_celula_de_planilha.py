from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.celula_de_planilha import celula_original, celula_segura

FORMULAS = [
    "=1+1",
    "+55",
    "-2",
    "@soma",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0\u200b=1",
    "\ufeff=1",
    '"=1"',
    "'=1",
    " ' \"=HYPERLINK(1)",
    "＝1",
    "\0=1",
]


@pytest.mark.parametrize("texto", FORMULAS)
def test_celula_que_parece_formula_ganha_apostrofo(texto: str) -> None:
    assert celula_segura(texto) == f"'{texto}"


@pytest.mark.parametrize("texto", ["", " ", "Ana", "1.234,56", "a=b", "'Ana'", "(=1)", "R$ -5"])
def test_celula_comum_fica_como_e(texto: str) -> None:
    assert celula_segura(texto) == celula_original(texto) == texto


@given(st.text())
def test_nenhuma_celula_comeca_como_formula(texto: str) -> None:
    segura = celula_segura(texto)
    assert not segura.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not segura.lstrip('" \t\r\n').startswith(("=", "+", "-", "@"))


@given(st.text() | st.text(st.sampled_from("'\"=+-@ \ta"), max_size=6))
def test_o_apostrofo_posto_sai_na_volta(texto: str) -> None:
    assert celula_original(celula_segura(texto)) == texto
