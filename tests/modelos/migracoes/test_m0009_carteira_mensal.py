"""O passo 9: a base anterior ganha a carteira mensal, vazia, e o próximo mês novo é retratado."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from modelos.avisos import fechamentos
from modelos.base.abertura import abrir
from modelos.carteira import carteira_mensal

BASES = Path(__file__).parents[2] / "bases"
EM = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("versao", ["v1.db", "v8.db", "v9.db"])
def test_base_guardada_passa_a_retratar_o_mes(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert carteira_mensal.listar(date(2000, 1, 1), date(2100, 1, 1)) == {}
        for data in (date(2026, 11, 24), date(2026, 12, 1)):
            fechamentos.abrir(data, EM, habilitado=True)
        novembro = date(2026, 11, 30)
        assert carteira_mensal.listar(novembro, novembro)[novembro].saldo() == 100_00
