"""O passo 11: a promessa que estava no cadastro passa a ser a primeira da história do cliente."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.carteira import promessas
from regras.promessa import Promessa

BASES = Path(__file__).parents[2] / "bases"


@pytest.mark.parametrize("versao", ["v1.db", "v10.db"])
def test_a_promessa_do_cadastro_vira_a_primeira(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with closing(sqlite3.connect(caminho)) as conexao, conexao:
        conexao.execute("UPDATE clientes SET promessa_ate = '2026-11-30' WHERE codigo = '000123'")
    with abrir(caminho):
        assert promessas.do_cliente("000123") == [Promessa("000123", date(2026, 11, 30))]


def test_sem_promessa_nada_nasce(tmp_path: Path) -> None:
    caminho = Path(shutil.copyfile(BASES / "v10.db", tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert promessas.do_cliente("000123") == []
