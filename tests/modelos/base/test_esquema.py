"""As tabelas da base: nenhuma fica de fora, e os índices servem às consultas quentes."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import modelos
from modelos.acesso import dialeto
from modelos.acesso.conexao import Tabela, atual
from modelos.base import esquema


def _descendentes(classe: type[Tabela]) -> list[type[Tabela]]:
    return [neta for filha in classe.__subclasses__() for neta in (filha, *_descendentes(filha))]


def test_toda_tabela_declarada_nasce_com_a_base() -> None:
    for modulo in pkgutil.walk_packages(modelos.__path__, "modelos."):
        importlib.import_module(modulo.name)
    declaradas = {tabela for tabela in _descendentes(Tabela) if tabela._meta.table_name}
    assert declaradas == set(esquema.TABELAS)


def test_a_apontada_nasce_antes_da_que_aponta() -> None:
    nascidas: set[object] = set()
    for tabela in esquema.TABELAS:
        assert {campo.rel_model for campo in tabela._meta.refs} <= nascidas, tabela
        nascidas.add(tabela)


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("consulta", "indice"),
    [
        (
            "SELECT cliente, saldo_centavos FROM debitos "
            "WHERE saldo_centavos > 0 AND pago_em IS NULL AND baixado_em IS NULL AND vencimento <= '2026-11-24' "
            "AND cliente BETWEEN '1' AND '9'",
            "COVERING INDEX debitos_em_aberto",
        ),
        ("SELECT id FROM debitos WHERE cliente = '1' AND documento = '2' AND parcela = '3'", "COVERING INDEX"),
        ("SELECT id FROM avisos WHERE estado = 'enviando'", "COVERING INDEX"),
        (
            "SELECT cliente, max(data) FROM avisos WHERE estado IN ('enviado', 'em_duvida', 'enviando') "
            "AND data > '2026-11-19' AND tem_vencido GROUP BY cliente",
            "COVERING INDEX",
        ),
        ("SELECT cliente FROM aviso_debitos WHERE vencimento BETWEEN '2026-11-24' AND '2026-11-27'", "COVERING INDEX"),
        ("SELECT id FROM avisos WHERE data = '2026-11-24' ORDER BY cliente", "COVERING INDEX"),
    ],
)
def test_consulta_quente_nao_varre_a_tabela(consulta: str, indice: str) -> None:
    plano = dialeto.conexao_crua(atual).execute(f"EXPLAIN QUERY PLAN {consulta}").fetchall()
    assert indice in plano[0][-1], plano
    assert "SCAN" not in plano[0][-1], plano
