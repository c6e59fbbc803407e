"""`erp`: guarda, testa, importa e esquece uma consulta ao banco do ERP."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.linha_de_comando import Terminal


@pytest.fixture
def guardada(pronto: Terminal) -> Terminal:
    """Um ERP de um título, e a consulta que o traz."""
    with closing(sqlite3.connect(pronto.pasta / "erp.db")) as banco, banco:
        banco.execute("CREATE TABLE t (cliente, documento, parcela, vencimento, valor)")
        banco.execute("INSERT INTO t VALUES ('001', '555', '1', '2026-11-20', '9.90')")
    sql = pronto.escrever("c.sql", "SELECT * FROM t;")
    dito = pronto(
        *("erp", "titulos", "--sgbd", "sqlite", "--banco", str(pronto.pasta / "erp.db")),
        *("--tipo", "debitos", "--consulta", sql),
    )
    assert (dito.codigo, dito.objeto["consultas"][0]["consulta"]) == (0, "SELECT * FROM t;")
    return pronto


def test_testa_importa_lista_e_exclui(guardada: Terminal) -> None:
    testado = guardada("erp", "titulos", "--testar")
    assert testado.objeto["linhas"] == [["001", "555", "1", "2026-11-20", "9.90"]]
    assert "Entrada no banco: certo." in testado.erros
    importado = guardada("erp", "titulos", "--importar")
    assert (importado.codigo, importado.objeto["arquivos"][0]["incluidas"]) == (0, 1)
    assert importado.objeto["arquivos"][0]["arquivo"] == "titulos"
    assert len(guardada("erp").objeto["consultas"]) == 1
    assert guardada("erp", "titulos", "--excluir").objeto == {"consultas": []}
    assert guardada("erp", "titulos", "--testar").codigo == 2


def test_uso_errado_e_dito(guardada: Terminal) -> None:
    assert guardada("erp", "--testar").codigo == 2
    assert guardada("erp", "titulos", "--testar", "--importar").codigo == 2
    assert guardada("erp", "x", "--sgbd", "mysql", "--banco", "b").codigo == 2
    maldosa = guardada.escrever("m.sql", "DROP TABLE t")
    banco = str(guardada.pasta / "erp.db")
    dito = guardada("erp", "x", "--sgbd", "sqlite", "--banco", banco, "--tipo", "debitos", "--consulta", maldosa)
    assert (dito.codigo, "SELECT" in dito.frase) == (2, True)
