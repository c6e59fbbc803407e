"""Nenhum leitor do que vem de fora cai; inteiro, é `python -m ensaios.fuzz`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest

from ensaios.fuzz import leitores
from ensaios.fuzz.acaso import estragados, ler


@pytest.fixture(autouse=True)
def _limpo() -> Iterator[None]:
    yield
    leitores.fechar()


DEMORADOS = {"copia", "copia-celula"}
"""Restaurar e usar a base leva um décimo de segundo a cada vez."""


@pytest.mark.log_esperado
@pytest.mark.parametrize("nome", sorted(leitores.LEITORES.keys() - DEMORADOS))
def test_o_que_vem_de_fora_tem_resposta_ou_frase(nome: str) -> None:
    leitor = leitores.LEITORES[nome]
    sementes, sorteio = leitor.sementes(), random.Random(11)  # noqa: S311 - sorteio de exemplo
    for conteudo in [sementes[0], *islice(estragados(sementes, leitor.pedacos, sorteio), 6)]:
        ler(leitor, conteudo)
