"""O passo 3: a base anterior à lista de instalações continua podendo enviar de onde estava."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modelos.avisos import diario_conferido
from modelos.avisos.diario_conferido import Marco
from modelos.base import autorizacao
from modelos.base.abertura import abrir

BASES = Path(__file__).parents[2] / "bases"


@pytest.mark.parametrize("guardada", ["v1.db", "v2.db"])
def test_base_anterior_a_lista_abre_autorizada_e_sem_diario_conferido(tmp_path: Path, guardada: str) -> None:
    caminho = Path(shutil.copyfile(BASES / guardada, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert autorizacao.travada() is None
        assert diario_conferido.obter() == Marco()


def test_base_desta_versao_copiada_a_mao_fica_travada(tmp_path: Path) -> None:
    caminho = Path(shutil.copyfile(BASES / "v3.db", tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert autorizacao.travada()
