from __future__ import annotations

import os
from pathlib import Path

from modelos.acesso import permissoes
from modelos.base.abertura import abrir


def modo(caminho: Path) -> int:
    """No Windows, onde valem as listas de acesso da pasta, o modo não diz nada."""
    assert os.name == "posix"
    return caminho.stat().st_mode & 0o777


def test_base_nova_e_a_frouxa_ficam_so_do_dono(tmp_path: Path) -> None:
    frouxa = tmp_path / "frouxa.db"
    frouxa.touch(0o644)
    for caminho in (tmp_path / "nova.db", frouxa):
        permissoes.guardar_a_base(caminho)
        assert modo(caminho) == 0o600


def test_em_pasta_de_grupo_o_grupo_grava_e_os_outros_nao_leem(tmp_path: Path) -> None:
    comum = tmp_path / "comum"
    comum.mkdir()
    comum.chmod(0o2770)
    with abrir(comum / "aviso.db"):
        modos = {arquivo.name: modo(arquivo) for arquivo in comum.iterdir()}
    assert modos["aviso.db"] == 0o660
    assert set(modos.values()) == {0o660}


def test_pasta_de_grupo_que_o_grupo_nao_grava_nao_e_comum(tmp_path: Path) -> None:
    tmp_path.chmod(0o2750)
    permissoes.guardar_a_base(tmp_path / "aviso.db")
    assert modo(tmp_path / "aviso.db") == 0o600


def test_marcada_como_somente_leitura_continua_assim(tmp_path: Path) -> None:
    marcada = tmp_path / "aviso.db"
    marcada.touch()
    marcada.chmod(0o444)
    permissoes.guardar_a_base(marcada)
    assert modo(marcada) == 0o444
