"""O que é consulta só, e o que não passa."""

from __future__ import annotations

import pytest

from envio.erp.so_leitura import exigir_consulta
from regras.erros import DadoInvalido


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        " select a, 'insert; drop' as t from x where b = 'd''água'; ",
        "WITH t AS (SELECT 1 a) SELECT replace(a, 'x', 'y') FROM t",
        '(SELECT data_update, "delete" FROM titulos) UNION SELECT 1, 2',
        "SELECT a -- comentário\nFROM t",
    ],
)
def test_o_que_so_le_passa(sql: str) -> None:
    assert exigir_consulta(sql) == sql.strip().removesuffix(";").strip()


@pytest.mark.parametrize(
    ("sql", "dito"),
    [
        ("", "vazia"),
        (";", "vazia"),
        ("DELETE FROM t", "SELECT"),
        ("-- x\nSELECT 1", "SELECT"),
        ("SELECT 1; DROP TABLE t", "mais de um"),
        ("SELECT * INTO copia FROM t", "INTO"),
        ("SELECT * FROM t FOR UPDATE", "UPDATE"),
        ("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "DELETE"),
        ("SELECT 'a\\'; DROP TABLE t; -- '", "cada banco"),
        ("SELECT $$a$$", "cada banco"),
        ("SELECT /*!50000 1 */ 2", "cada banco"),
        ("SELECT q'[x]' FROM dual", "cada banco"),
        ("SELECT 'a", "sem par"),
        ("SELECT 1 # ; x", "mais de um"),
        ("SELECT pg_sleep(10)", "PG_SLEEP"),
        ("EXPLAIN ANALYZE SELECT 1", "SELECT"),
        ("SELECT 1" + " " * 20_001 + "x", "20000"),
    ],
)
def test_o_resto_e_recusado(sql: str, dito: str) -> None:
    with pytest.raises(DadoInvalido, match=dito) as erro:
        exigir_consulta(sql)
    assert erro.value.campo == "consulta"
