"""Do banco do ERP até as linhas, num SQLite de verdade pelo SQLAlchemy."""

from __future__ import annotations

import builtins
import socket
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from envio.erp import leitura
from envio.erp.leitura import Amostra, Passo
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from regras.erros import AmbienteIndisponivel, DadoInvalido

SQL = 'SELECT cliente AS "Cód. Cliente", titulo AS Título, 1 AS Parc, vencto AS Vencto, saldo AS Valor FROM titulos'


@pytest.fixture
def consulta(tmp_path: Path) -> ConsultaErp:
    """Um ERP com dois títulos."""
    arquivo = tmp_path / "erp.db"
    with closing(sqlite3.connect(arquivo)) as banco, banco:
        banco.execute("CREATE TABLE titulos (cliente TEXT, titulo TEXT, vencto TEXT, saldo REAL)")
        banco.executemany(
            "INSERT INTO titulos VALUES (?, ?, ?, ?)",
            [("901", "T-1", "2026-11-20", 1234.5), ("901", "T-2", "2026-11-30", None)],
        )
    return ConsultaErp("titulos", Sgbd.SQLITE, str(arquivo), SQL, "debitos")


def test_testa_passo_a_passo_e_mostra_as_primeiras_linhas(consulta: ConsultaErp) -> None:
    *passos, amostra = leitura.testar(consulta, None)
    assert passos == list(Passo)
    assert isinstance(amostra, Amostra)
    assert amostra.titulos == ("Cód. Cliente", "Título", "Parc", "Vencto", "Valor")
    assert [linha.celulas for linha in amostra.linhas] == [
        ["901", "T-1", "1", "2026-11-20", "1234.5"],
        ["901", "T-2", "1", "2026-11-30", ""],
    ]


@pytest.mark.parametrize(
    ("mudanca", "dito", "vencidos"),
    [
        ({"consulta": "SELECT * FROM nao_ha"}, "nao_ha", [Passo.ENDERECO, Passo.LOGIN]),
        ({"banco": "/nao/ha.db"}, "não há arquivo", []),
        ({"consulta": "DELETE FROM titulos"}, "SELECT", []),
        ({"sgbd": Sgbd.POSTGRESQL, "servidor": "127.0.0.1", "porta": 1}, "Ninguém atende", []),
    ],
)
def test_para_no_passo_que_falha(
    consulta: ConsultaErp, mudanca: dict[str, Any], dito: str, vencidos: list[Passo]
) -> None:
    passos = leitura.testar(replace(consulta, **mudanca), None)
    for vencido in vencidos:
        assert next(passos) is vencido
    with pytest.raises((AmbienteIndisponivel, DadoInvalido), match=dito):
        next(passos)


def test_nem_que_a_conferencia_falhe_se_escreve_no_banco_do_erp(
    consulta: ConsultaErp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leitura, "exigir_consulta", str)
    maldosa = replace(consulta, consulta="DELETE FROM titulos")
    with pytest.raises(AmbienteIndisponivel, match="readonly"), leitura.abrir(maldosa, None):
        pass


def test_tempo_maximo_para_a_consulta(consulta: ConsultaErp) -> None:
    sem_fim = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    presa = replace(consulta, consulta=sem_fim, tempo_maximo_s=0)
    with pytest.raises(AmbienteIndisponivel, match="interrupted"), leitura.abrir(presa, None):
        pass


def test_sem_sqlalchemy_diz_o_que_instalar(consulta: ConsultaErp, monkeypatch: pytest.MonkeyPatch) -> None:
    de_verdade = builtins.__import__

    def sem(nome: str, *args: Any, **opcoes: Any) -> Any:
        if nome.startswith("sqlalchemy"):
            raise ImportError(nome)
        return de_verdade(nome, *args, **opcoes)

    monkeypatch.setattr(builtins, "__import__", sem)
    with pytest.raises(AmbienteIndisponivel, match="Falta instalar o SQLAlchemy") as erro, leitura.abrir(consulta, ""):
        pass
    assert "pip install sqlalchemy" in erro.value.o_que_fazer


def test_sem_o_driver_diz_qual_instalar(consulta: ConsultaErp) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as ouvinte:
        porta = ouvinte.getsockname()[1]
        outra = replace(consulta, sgbd=Sgbd.FIREBIRD, servidor="127.0.0.1", porta=porta)
        with pytest.raises(AmbienteIndisponivel, match="sqlalchemy-firebird"), leitura.abrir(outra, "x"):
            pass
