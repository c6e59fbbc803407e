"""O passo 10: a conta antiga nasce não conferida, e passa a poder ser conferida."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.contas import contas_conferidas
from regras.cadastro import Conferida

BASES = Path(__file__).parents[2] / "bases"
EM = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("versao", ["v1.db", "v9.db", "v10.db"])
def test_base_guardada_passa_a_guardar_a_conferencia(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert contas_conferidas.obter(1) is None
        contas_conferidas.conferir(1, EM)
        assert contas_conferidas.obter(1) == Conferida(EM)
