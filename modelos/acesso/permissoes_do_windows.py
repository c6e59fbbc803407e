"""A lista de acesso que no Windows equivale a 0600 e 0700: só o dono, o sistema e os administradores.

Pelos programas do próprio Windows, no caminho inteiro deles, e pelos identificadores (SID), que não mudam com o idioma.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from regras.erros import AmbienteIndisponivel

Rodar = Callable[[Sequence[str]], str]
"""Roda um programa e devolve o que ele escreve; `OSError` ou `subprocess.SubprocessError` se não deu."""

_SISTEMA, _ADMINISTRADORES = "S-1-5-18", "S-1-5-32-544"
_SID = re.compile(r"S-1-[0-9-]+")
_ESPERA_S = 30


def fechar(caminho: Path, rodar: Rodar | None = None) -> None:
    """Deixa o arquivo, ou a pasta e tudo o que nascer nela, só para o usuário de agora, o sistema e os administradores.

    Args:
        caminho: existe, e é deste usuário.
        rodar: roda os programas do Windows.

    Raises:
        AmbienteIndisponivel: o Windows não deixou.
    """
    rodar = rodar or _rodar
    alcance = "(OI)(CI)F" if caminho.is_dir() else "F"
    try:
        eu = _SID.search(rodar([_programa("whoami"), "/user", "/fo", "csv", "/nh"]))
        if eu is None:
            raise OSError("whoami")
        quem = [f"*{sid}:{alcance}" for sid in (eu[0], _SISTEMA, _ADMINISTRADORES)]
        rodar([_programa("icacls"), str(caminho), "/inheritance:r", "/grant:r", *quem])
    except (OSError, subprocess.SubprocessError) as erro:
        raise AmbienteIndisponivel(
            f"O Windows não deixou fechar {caminho} aos outros usuários desta máquina.",
            "Ponha a base numa pasta só sua, num disco NTFS, ou peça a quem administra a máquina.",
        ) from erro


def _programa(nome: str) -> str:
    """O do Windows, e não outro de mesmo nome que esteja no caminho de procura."""
    return str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / f"{nome}.exe")


def _rodar(comando: Sequence[str]) -> str:
    sem_janela = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    feito = subprocess.run(  # noqa: S603 - programas do Windows, com argumentos daqui
        comando,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_ESPERA_S,
        check=True,
        creationflags=sem_janela,
    )
    return feito.stdout
