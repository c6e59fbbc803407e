"""O relógio que volta e que salta, em ponto pequeno; o ensaio inteiro é `python -m ensaios.relogio`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ensaios.relogio import CENAS, ensaiar
from tests.ensaios.test_conferencia import rodar_aqui

POR_NOME = {cena.nome: cena for cena in CENAS}


@pytest.mark.parametrize(
    ("nome", "por_hora"),
    [("estava um ano adiantado e volta ao certo", 6), ("volta um mês no meio, para antes do último fechamento", None)],
)
def test_relogio_que_mente_nao_repete_nem_prende(tmp_path: Path, nome: str, por_hora: int | None) -> None:
    base, ditos = tmp_path / "base.db", list[str]()
    cena = replace(POR_NOME[nome], por_hora=por_hora, no_aviso=POR_NOME[nome].no_aviso and 4)
    assert ensaiar(rodar_aqui(base), base, cena, 8, ditos.append) == []
    assert (por_hora is None) == any("anterior ao último fechamento" in dito for dito in ditos)
