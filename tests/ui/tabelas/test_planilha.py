from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import AmbienteIndisponivel
from ui.tabelas.planilha import celula_segura, exportar


@pytest.mark.parametrize("texto", ["=1+1", "+55", "-2", "@soma", "\t=1", "\r=1"])
def test_celula_que_parece_formula_ganha_apostrofo(texto: str) -> None:
    assert celula_segura(texto) == f"'{texto}"


@pytest.mark.parametrize("texto", ["", "Ana", "1.234,56", "a=b"])
def test_celula_comum_fica_como_e(texto: str) -> None:
    assert celula_segura(texto) == texto


@given(st.text())
def test_nenhuma_celula_exportada_comeca_como_formula(texto: str) -> None:
    assert not celula_segura(texto).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_exporta_com_acentos_e_separador_da_planilha(tmp_path: Path) -> None:
    arquivo = tmp_path / "lista.csv"
    assert list(exportar(arquivo, ["Cliente", "Situação"], [["Pão; da Serra", "=2+2"], ['Aspas "x"', ""]])) == [2]
    assert arquivo.read_bytes().startswith(b"\xef\xbb\xbf")
    with arquivo.open(encoding="utf-8-sig", newline="") as lido:
        linhas = list(csv.reader(lido, delimiter=";"))
    assert linhas == [["Cliente", "Situação"], ["Pão; da Serra", "'=2+2"], ['Aspas "x"', ""]]


def test_diz_quantas_linhas_de_mil_em_mil(tmp_path: Path) -> None:
    assert list(exportar(tmp_path / "x.csv", ["a"], (["1"] for _ in range(2500)))) == [1000, 2000, 2500]


def test_pasta_que_nao_existe_vira_frase(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="Não foi possível gravar"):
        list(exportar(tmp_path / "nao" / "x.csv", ["a"], []))
