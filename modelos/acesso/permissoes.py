"""Quem lê o que o programa grava: só o dono, ou o grupo quando a pasta da base é de um grupo.

No Windows, a base e a pasta que nascem ficam só do dono; na pasta que já existia, o que nasce ao lado segue a lista
dela, que é escolha de quem a criou.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_SO_DO_DONO = 0o600
_DO_GRUPO = 0o660
_MASCARA = 0o077


def so_do_dono() -> None:
    """Daqui em diante, todo arquivo deste processo nasce 0600 e toda pasta, 0700. Vale para o processo inteiro."""
    os.umask(_MASCARA)


def criar_pasta(pasta: Path) -> None:
    """Cria a pasta e as de cima que faltarem; no Windows, onde a máscara não vale, só o dono entra na que nasce.

    Raises:
        OSError: o sistema não deixou.
        AmbienteIndisponivel: o Windows não deixou.
    """
    nasce = not pasta.exists()
    pasta.mkdir(parents=True, exist_ok=True)
    if nasce and os.name == "nt":
        _fechar_no_windows(pasta)


def _fechar_no_windows(caminho: Path) -> None:
    from modelos.acesso import permissoes_do_windows  # noqa: PLC0415 - traz o que roda programas, e só lá se usa

    permissoes_do_windows.fechar(caminho)


def guardar_a_base(caminho: Path) -> None:
    """Cria a base vazia, se não existe, e deixa lê-la só quem deve: nunca todos.

    Pasta com o bit de grupo (setgid) e gravável por ele diz que a base é comum aos usuários do grupo: 0660. Os arquivos
    que o motor põe ao lado tomam a permissão da base. A base de outro dono fica como está: só ele a muda.

    Raises:
        OSError: o sistema não deixou.
        AmbienteIndisponivel: o Windows não deixou.
    """
    if os.name == "nt":
        if not caminho.exists():
            caminho.touch()
            _fechar_no_windows(caminho)
        return
    descritor = os.open(caminho, os.O_RDONLY | os.O_CREAT, _SO_DO_DONO)
    try:
        guardar(descritor, caminho.parent)
    finally:
        os.close(descritor)


def guardar(descritor: int, pasta: Path) -> None:
    """Dá ao arquivo aberto a permissão que a pasta pede, se é deste usuário e gravável.

    Raises:
        OSError: o sistema não deixou.
    """
    if os.name != "posix":
        return
    arquivo, da_pasta = os.fstat(descritor), pasta.stat()
    comum = bool(da_pasta.st_mode & stat.S_ISGID and da_pasta.st_mode & stat.S_IWGRP)
    certa = _DO_GRUPO if comum else _SO_DO_DONO
    gravavel = arquivo.st_mode & stat.S_IWUSR
    if arquivo.st_uid == os.geteuid() and gravavel and stat.S_IMODE(arquivo.st_mode) != certa:
        os.fchmod(descritor, certa)
