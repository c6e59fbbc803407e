"""Os pedidos em aberto na lista: há quanto tempo esperam, e a busca sem acento nem maiúscula."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from regras.carteira.pedido import Pedido
from regras.nomes import chave
from ui.tabelas.pedidos import COLUNAS, LinhaPedido

LINHA = LinhaPedido(Pedido("0077", "001", date(2026, 11, 20), 1_234_56, "Em separação"), "Padaria Pão", 4)


@pytest.mark.parametrize(("dias", "dito"), [(-1, "–"), (0, "hoje"), (1, "1 dia"), (45, "45 dias")])
def test_ha_quanto_tempo(dias: int, dito: str) -> None:
    assert COLUNAS[2].texto(replace(LINHA, dias=dias)) == dito


def test_celulas() -> None:
    textos = [coluna.texto(LINHA) for coluna in COLUNAS]
    assert (textos[0], textos[3], textos[4], textos[5], textos[6]) == (
        "0077",
        "001",
        "Padaria Pão",
        "Em separação",
        "1.234,56",
    )


@pytest.mark.parametrize(
    ("busca", "acha"),
    [("PADARIA 0077", True), ("separacao", True), ("001", True), ("padaria 78", False)],
)
def test_busca(busca: str, acha: bool) -> None:
    assert LINHA.contem(chave(busca).split()) is acha


def test_situacao_vazia_e_travessao() -> None:
    assert COLUNAS[5].texto(replace(LINHA, pedido=replace(LINHA.pedido, situacao=""))) == "–"
