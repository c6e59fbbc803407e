"""Pedidos em aberto."""

from __future__ import annotations

import pytest

from modelos.acesso.consulta import Consulta
from modelos.carteira import pedidos
from regras.carteira.pedido import Pedido
from regras.erros import DadoInvalido
from tests.modelos.exemplos import HOJE, dia, gravar_cliente


@pytest.fixture(autouse=True)
def _cliente(base: object) -> None:
    gravar_cliente("1", nome="Ávila")


def test_abertos_do_mais_antigo_ao_mais_novo() -> None:
    novo, antigo = Pedido("0002", "1", HOJE, 200), Pedido("0010", "1", dia(-5), 100, "Em separação")
    pedidos.gravar_varios(
        [novo, antigo, Pedido("3", "1", dia(-9), 1, "FATURADO"), Pedido("4", "1", HOJE, 1, "Concluído")]
    )
    assert pedidos.abertos() == [antigo, novo]
    assert pedidos.contar_abertos() == 2


def test_faturado_depois_sai_dos_abertos() -> None:
    pedidos.gravar(Pedido("1", "1", HOJE, 100))
    pedidos.gravar(Pedido("1", "1", HOJE, 100, "Faturado"))
    assert pedidos.abertos() == []
    assert pedidos.obter("1") == Pedido("1", "1", HOJE, 100, "Faturado")


@pytest.mark.parametrize(
    ("consulta", "achados"),
    [
        (Consulta(busca="avila"), ["A", "B"]),
        (Consulta(busca="separacao"), ["B"]),
        (Consulta(filtros={"em_aberto": "N"}), []),
        (Consulta(filtros={"cliente": "2", "em_aberto": "S"}), []),
        (Consulta(ordem="valor", decrescente=True), ["B", "A"]),
    ],
)
def test_pagina(consulta: Consulta, achados: list[str]) -> None:
    pedidos.gravar_varios([Pedido("A", "1", HOJE, 1), Pedido("B", "1", HOJE, 2, "Em separação")])
    assert [pedido.numero for pedido in pedidos.pagina(consulta).linhas] == achados


def test_cliente_inexistente() -> None:
    with pytest.raises(DadoInvalido, match="cliente não está cadastrado"):
        pedidos.gravar(Pedido("1", "sumiu", HOJE, 1))


def test_excluir() -> None:
    pedidos.gravar(Pedido("1", "1", HOJE, 1))
    pedidos.excluir("1")
    assert pedidos.obter("1") is None
