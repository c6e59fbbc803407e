from __future__ import annotations

import csv
from pathlib import Path

import pytest

from regras.erros import AmbienteIndisponivel
from ui.tabelas.exportacao import escrever


def test_exporta_com_acentos_e_separador_da_planilha(tmp_path: Path) -> None:
    arquivo = tmp_path / "lista.csv"
    assert list(escrever(arquivo, ["Cliente", "Situação"], [["Pão; da Serra", "=2+2"], ['Aspas "x"', ""]])) == [2]
    assert arquivo.read_bytes().startswith(b"\xef\xbb\xbf")
    with arquivo.open(encoding="utf-8-sig", newline="") as lido:
        linhas = list(csv.reader(lido, delimiter=";"))
    assert linhas == [["Cliente", "Situação"], ["Pão; da Serra", "'=2+2"], ['Aspas "x"', ""]]


def test_diz_quantas_linhas_de_mil_em_mil(tmp_path: Path) -> None:
    assert list(escrever(tmp_path / "x.csv", ["a"], (["1"] for _ in range(2500)))) == [1000, 2000, 2500]


def test_pasta_que_nao_existe_vira_frase(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="Não foi possível gravar"):
        list(escrever(tmp_path / "nao" / "x.csv", ["a"], []))
