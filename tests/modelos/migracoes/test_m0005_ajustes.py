"""O passo 5: a base anterior ganha os ajustes de início, e as mensagens guardadas continuam inteiras."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.base import ajustes
from modelos.base.abertura import abrir
from regras.ajustes import Ajustes

BASES = Path(__file__).parents[2] / "bases"


@pytest.mark.parametrize("guardada", ["v1.db", "v4.db", "v5.db"])
def test_base_guardada_abre_com_os_ajustes_de_inicio(tmp_path: Path, guardada: str) -> None:
    caminho = Path(shutil.copyfile(BASES / guardada, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        (aviso,) = avisos.listar()
        assert ajustes.obter() == Ajustes()
        assert mensagens_guardadas.mime(aviso.id) == b"Subject: oi\r\n\r\ncorpo"
        assert [versao.soma for versao in mensagens_guardadas.listar(aviso.id)] == [None]
