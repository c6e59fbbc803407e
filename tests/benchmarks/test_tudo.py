"""A tabela de `docs/desempenho.md`: o expoente e as linhas; quem mede é o próprio arquivo, numa máquina quieta."""

from __future__ import annotations

import math

import pytest

from benchmarks import tudo
from benchmarks.tudo import Gasto


def test_expoente_de_um_crescimento() -> None:
    assert tudo.expoente({1_000: 2.0, 10_000: 20.0, 100_000: 200.0}) == pytest.approx(1)
    assert tudo.expoente({1_000: 1.0, 10_000: 100.0}) == pytest.approx(2)
    assert math.isnan(tudo.expoente({1_000: 1.0}))


def test_a_tabela_tem_uma_linha_por_trabalho_e_uma_coluna_por_tamanho() -> None:
    medido = {tamanho: dict.fromkeys(tudo.NOMES, Gasto(3.0, tamanho / 1000, 90)) for tamanho in (10_000, 100_000)}
    titulos, _, *linhas = tudo.em_tabela(medido)
    assert titulos == "| trabalho | 10.000 | 100.000 | expoente | meta |"
    assert len(linhas) == len(tudo.METAS)
    assert linhas[0] == "| importar tudo | 10 (3) s, 90 MB | 100 (3) s, 90 MB | 1 | ≤ 70 s |"


def test_o_documento_diz_a_maquina_e_as_razoes() -> None:
    envio = dict.fromkeys(
        ("fechamento_por_segundo", "laco_minimo_por_segundo", "processador_ms_por_aviso", "bytes_por_aviso"), 7.5
    )
    medido = {
        "tamanhos": {1_000: dict.fromkeys(tudo.NOMES, Gasto(1.0, 1.0, 90))},
        "leitor_csv": 2.25,
        "comandos": {"--help": 0.12},
        "selecao": {"razao": 1.4, "meta": 1.5},
        "envio": envio | {"laco_processador_ms_por_aviso": 2.0, "razao": 0.41, "meta": 0.5},
    }
    escrito = tudo.escrever(medido)
    assert "núcleos" in escrito
    assert "| leitor de CSV ao lado do módulo `csv` | 2,25 | ≤ 3 |" in escrito
    assert "`--help` 0,12 s" in escrito
