"""O que se pede ao Windows para fechar um arquivo ou uma pasta; o próprio Windows não roda aqui."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from modelos.acesso import permissoes, permissoes_do_windows
from regras.erros import AmbienteIndisponivel

EU = "S-1-5-21-1-2-3-1001"


class Windows:
    """Anota o que se roda; `falha` é levantada ao chegar a vez do programa dito."""

    def __init__(self, falha: Exception | None = None, em: str = "", eu: str = f'"maquina\\ana","{EU}"\r\n') -> None:
        self.rodados: list[list[str]] = []
        self._falha, self._em, self._eu = falha, em, eu

    def __call__(self, comando: Sequence[str]) -> str:
        programa = comando[0].replace("\\", "/").rpartition("/")[2]
        self.rodados.append([programa, *comando[1:]])
        if self._falha is not None and programa == f"{self._em}.exe":
            raise self._falha
        return self._eu


@pytest.mark.parametrize(("pasta", "alcance"), [(False, "F"), (True, "(OI)(CI)F")])
def test_so_o_dono_o_sistema_e_os_administradores(tmp_path: Path, pasta: bool, alcance: str) -> None:
    caminho = tmp_path / "aviso"
    caminho.mkdir() if pasta else caminho.touch()
    windows = Windows()
    permissoes_do_windows.fechar(caminho, windows)
    quem = [f"*{sid}:{alcance}" for sid in (EU, "S-1-5-18", "S-1-5-32-544")]
    assert windows.rodados[1:] == [["icacls.exe", str(caminho), "/inheritance:r", "/grant:r", *quem]]


@pytest.mark.parametrize(
    "windows",
    [
        Windows(FileNotFoundError(), "whoami"),
        Windows(subprocess.CalledProcessError(5, "icacls"), "icacls"),
        Windows(subprocess.TimeoutExpired("icacls", 30), "icacls"),
        Windows(eu="nada"),
    ],
)
def test_o_que_o_windows_recusa_vira_frase(tmp_path: Path, windows: Windows) -> None:
    with pytest.raises(AmbienteIndisponivel, match="não deixou fechar"):
        permissoes_do_windows.fechar(tmp_path, windows)


def test_so_o_que_nasce_agora_e_fechado(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pasta que já existia é de quem a criou, e a base que já existia já foi fechada."""
    fechados: list[Path] = []
    base = tmp_path / "nova" / "aviso.db"
    with monkeypatch.context() as troca:
        troca.setattr(permissoes.os, "name", "nt")
        troca.setattr(permissoes_do_windows, "fechar", fechados.append)
        for caminho in (base, base, tmp_path / "outra.db"):
            permissoes.criar_pasta(caminho.parent)
            permissoes.guardar_a_base(caminho)
    assert fechados == [base.parent, base, tmp_path / "outra.db"]
