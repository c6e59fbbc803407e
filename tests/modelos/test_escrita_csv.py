from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.escrita_csv import CODIFICACAO, EscritorCSV, celula_original, celula_segura

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


def _escrito(*linhas: list[str]) -> str:
    saida = io.StringIO(newline="")
    escritor = EscritorCSV(saida)
    for linha in linhas:
        escritor.escrever(linha)
    return saida.getvalue()


@pytest.mark.parametrize("formula", FORMULAS)
def test_nenhuma_celula_sai_como_formula(formula: str) -> None:
    lidas = list(csv.reader(io.StringIO(_escrito([formula, "b"], ["a;b", formula]), newline=""), delimiter=";"))
    assert lidas == [[f"'{formula}", "b"], ["a;b", f"'{formula}"]]


def test_acentos_abrem_na_planilha() -> None:
    assert "ação".encode(CODIFICACAO).startswith(b"\xef\xbb\xbf")
