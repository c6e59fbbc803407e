from __future__ import annotations

import csv
import io

import pytest

from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from tests.regras.test_celula import FORMULAS


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
