"""Notas e a falha de numeração."""

from __future__ import annotations

import pytest

from modelos.acesso.consulta import Consulta
from modelos.carteira import notas
from regras.carteira.nota import Falha, Nota
from tests.modelos.exemplos import HOJE

pytestmark = pytest.mark.usefixtures("base")


def test_falhas_por_serie_em_ordem_de_numero_e_nao_de_texto() -> None:
    notas.gravar_varias(
        [Nota("1", numero) for numero in (10, 8, 9, 12)] + [Nota("A", 1), Nota("A", 5, situacao="Cancelada")]
    )
    assert notas.falhas() == [Falha("1", 11, 11), Falha("A", 2, 4)]


def test_nota_que_aparece_fecha_a_falha() -> None:
    notas.gravar_varias([Nota("1", 1), Nota("1", 3)])
    notas.gravar(Nota("1", 2, HOJE))
    assert notas.falhas() == []
    assert notas.obter("1", 2) == Nota("1", 2, HOJE)


@pytest.mark.parametrize(
    ("consulta", "numeros"),
    [
        (Consulta(), [9, 10, 100, 7]),
        (Consulta(busca="10"), [10, 100]),
        (Consulta(filtros={"serie": "2"}), [7]),
        (Consulta(ordem="numero", decrescente=True), [100, 10, 9, 7]),
    ],
)
def test_pagina(consulta: Consulta, numeros: list[int]) -> None:
    notas.gravar_varias([Nota("1", 10), Nota("1", 9), Nota("1", 100), Nota("2", 7)])
    assert [nota.numero for nota in notas.pagina(consulta).linhas] == numeros
