"""Como as falhas de numeração aparecem e se ordenam."""

from __future__ import annotations

import pytest

from regras.carteira.nota import Falha
from ui.tabelas.notas import COLUNAS, dizer_faixa


@pytest.mark.parametrize(("falha", "dito"), [(Falha("1", 1042, 1042), "1042"), (Falha("1", 9, 12), "9 a 12")])
def test_faixa(falha: Falha, dito: str) -> None:
    assert dizer_faixa(falha) == dito


def test_celulas() -> None:
    assert [coluna.texto(Falha("", 998, 2001)) for coluna in COLUNAS] == ["–", "998 a 2001", "998", "2001", "1.004"]


def test_numero_ordena_como_numero() -> None:
    falhas = [Falha("1", 10, 10), Falha("1", 9, 12)]
    for posicao in (1, 2, 4):
        ordem = COLUNAS[posicao].ordem
        assert ordem is not None
        assert sorted(falhas, key=ordem)[0].de == (10 if posicao == 4 else 9)
