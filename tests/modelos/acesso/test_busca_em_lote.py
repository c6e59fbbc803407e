from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from modelos.acesso import busca_em_lote, dialeto
from modelos.acesso.busca_em_lote import BuscaEmLote
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.importacao.destinos import DESTINOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente
from regras.debito import Debito


@pytest.fixture
def gravados(base: Base) -> list[Debito]:
    """Cento e vinte débitos de dois clientes."""
    clientes.gravar_varios([Cliente("1", "Um"), Cliente("2", "Dois")])
    todos = [
        Debito(str(1 + n % 2), f"D{n}", "1", date(2026, 11, 20), 100 + n, n, multa_percentual=Decimal("1.5"))
        for n in range(120)
    ]
    debitos.gravar_varios(todos)
    return todos


@pytest.mark.parametrize("quantos", [0, 1, 49, 50, 51, 120])
def test_acha_todas_as_chaves_de_qualquer_tamanho_de_lote(
    gravados: list[Debito], monkeypatch: pytest.MonkeyPatch, quantos: int
) -> None:
    monkeypatch.setattr(busca_em_lote, "TAMANHOS", (10, 50))
    esperados = {debito.chave: debito for debito in gravados[:quantos]}
    assert DESTINOS[Tipo.DEBITOS].buscar(list(esperados)) == esperados


def test_chave_que_nao_existe_nao_volta_nem_casa_por_partes(gravados: list[Debito]) -> None:
    assert DESTINOS[Tipo.DEBITOS].buscar([("1", "D1", "1"), ("2", "D0", "1"), ("9", "D0", "1")]) == {}


def test_completar_o_lote_nao_repete_linha(gravados: list[Debito]) -> None:
    busca = BuscaEmLote([clientes.ClienteDB.codigo], [clientes.ClienteDB.codigo])
    assert list(busca.ler([("1",)])) == [("1",)]


def test_uma_consulta_por_lote_e_o_mesmo_comando_para_todos(
    gravados: list[Debito], monkeypatch: pytest.MonkeyPatch
) -> None:
    comandos: list[str] = []
    original = dialeto.ler_cru

    def anotar(base: object, comando: str, valores: list[object]) -> list[tuple[object, ...]]:
        comandos.append(comando)
        return original(base, comando, valores)  # type: ignore[arg-type]  # a base só passa

    monkeypatch.setattr(busca_em_lote, "TAMANHOS", (10, 50))
    monkeypatch.setattr(dialeto, "ler_cru", anotar)
    busca = BuscaEmLote(debitos.COLUNAS, debitos.CHAVE)
    assert len(list(busca.ler([debito.chave for debito in gravados]))) == 120
    assert len(comandos) == 3
    assert len(set(comandos)) == 1


def test_cada_chave_e_procurada_no_indice_unico(gravados: list[Debito]) -> None:
    comando = BuscaEmLote(debitos.COLUNAS, debitos.CHAVE)._comando(50)
    plano = [passo[3] for passo in dialeto.ler_cru(busca_em_lote.atual, f"EXPLAIN QUERY PLAN {comando}", [""] * 150)]
    assert [passo for passo in plano if "cliente=? AND documento=? AND parcela=?" in passo]
    assert not [passo for passo in plano if passo.startswith("SCAN t")]
