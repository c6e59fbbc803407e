"""O passo 4: a base anterior ganha a tabela do ritmo, vazia."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.contas import transmissoes

BASES = Path(__file__).parents[2] / "bases"


@pytest.mark.parametrize("guardada", ["v1.db", "v3.db", "v4.db"])
def test_base_guardada_abre_sem_transmissoes(tmp_path: Path, guardada: str) -> None:
    caminho = Path(shutil.copyfile(BASES / guardada, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert transmissoes.desde(1, datetime(2000, 1, 1, tzinfo=UTC)) == []
