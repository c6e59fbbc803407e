"""Quem lê o que o programa grava: só o dono, ou o grupo quando a pasta da base é de um grupo.

No Windows valem as listas de acesso da pasta: a de dados do usuário já é só dele, e a de uma base posta noutro lugar é
escolha de quem a criou.
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


def guardar_a_base(caminho: Path) -> None:
    """Cria a base vazia, se não existe, e deixa lê-la só quem deve: nunca todos.

    Pasta com o bit de grupo (setgid) e gravável por ele diz que a base é comum aos usuários do grupo: 0660. Os arquivos
    que o motor põe ao lado tomam a permissão da base. A base de outro dono fica como está: só ele a muda.

    Raises:
        OSError: o sistema não deixou.
    """
    if os.name != "posix":
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
