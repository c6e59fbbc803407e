"""A rede que some, em ponto pequeno; o ensaio inteiro é `python -m ensaios.rede`."""

from __future__ import annotations

from pathlib import Path

from ensaios.rede import MODOS, Sumico, ensaiar, sortear_sumicos
from tests.ensaios.test_conferencia import rodar_aqui


def test_a_rede_cai_e_cala_e_ninguem_se_perde_nem_se_repete(tmp_path: Path) -> None:
    base, ditos = tmp_path / "base.db", list[str]()
    sumicos = [Sumico(2, 0.01, "cai"), Sumico(3, 0.005, "cala")]
    assert ensaiar(rodar_aqui(base), base, 16, sumicos, ditos.append) == []
    assert "caiu" in ditos[0]
    assert "não se apresentou" in ditos[1]


def test_os_momentos_sao_sorteados_sempre_iguais_e_de_todos_os_modos() -> None:
    sumicos = sortear_sumicos(40, 300, semente=7)
    assert sumicos == sortear_sumicos(40, 300, semente=7)
    assert {sumico.modo for sumico in sumicos} == set(MODOS)
    assert sum(sumico.no_aviso for sumico in sumicos) < 300
