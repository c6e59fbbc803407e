"""O programa e o sistema, sem o nome da máquina nem o de quem a usa."""

from __future__ import annotations

import getpass
import platform
from pathlib import Path

import pytest

from envio.suporte import maquina


def test_diz_versoes_e_sistema() -> None:
    fatos = dict(maquina.descrever())
    assert fatos["Programa"] == maquina.versao()
    assert fatos["Python"].startswith(platform.python_version())
    assert fatos["Sistema"] == platform.platform()
    assert "peewee" in fatos


def test_nomes_daqui_servem_para_tirar_e_nao_aparecem_nos_fatos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "PC-DA-MARLENE")
    monkeypatch.setattr(getpass, "getuser", lambda: "marlene.souza")
    assert {"PC-DA-MARLENE", "marlene.souza"} <= set(maquina.nomes_daqui())
    assert "marlene" not in str(maquina.descrever()).lower()


def test_sistema_que_nao_diz_o_usuario_nao_impede(monkeypatch: pytest.MonkeyPatch) -> None:
    def falhar() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", falhar)
    assert platform.node() in maquina.nomes_daqui()


def test_rodando_da_pasta_a_versao_e_a_do_projeto(tmp_path: Path) -> None:
    assert maquina._do_projeto(maquina._PROJETO) == maquina.versao() != ""
    projeto = tmp_path / "pyproject.toml"
    assert maquina._do_projeto(projeto) == ""
    projeto.write_text("isto não é um projeto", encoding="utf-8")
    assert maquina._do_projeto(projeto) == ""
