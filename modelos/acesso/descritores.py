"""Os descritores do arquivo da base que o programa abre por fora do motor, e quando podem ser fechados.

No POSIX, fechar um descritor de um arquivo solta as travas por faixa que o processo tem nele por qualquer outro: com a
base aberta, o SQLite perderia as suas sem saber, e outro terminal, ao sair, apagaria o diário da base em uso. Por isso,
com uma base aberta, o devolvido espera aqui e serve a quem o pedir depois; fecham-se todos depois dela.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

_vez = threading.Lock()
_esperam: dict[tuple[int, int], list[int]] = {}
"""Por arquivo (dispositivo e inode): enquanto um está aberto, o sistema não dá o número do arquivo a outro."""
_com_base = threading.Event()


def abrir_base(caminho: Path) -> None:
    """Uma base vai ser aberta neste processo: um descritor dela já fica pronto para a trava.

    Raises:
        OSError: o arquivo não existe ou não pode ser lido.
    """
    _com_base.set()
    if os.name == "posix":
        devolver(os.open(caminho, os.O_RDONLY))


def fechar_base() -> None:
    """A base fechou: os que esperavam são fechados."""
    with _vez:
        _com_base.clear()
        soltos = [descritor for guardados in _esperam.values() for descritor in guardados]
        _esperam.clear()
    for descritor in soltos:
        os.close(descritor)


def tomar(caminho: Path) -> int:
    """Um descritor de leitura do arquivo, que não é de mais ninguém até ser devolvido.

    Raises:
        OSError: o arquivo não existe ou não pode ser lido.
    """
    situacao = caminho.stat()
    with _vez:
        guardados = _esperam.get((situacao.st_dev, situacao.st_ino))
        if guardados:
            return guardados.pop()
    return os.open(caminho, os.O_RDONLY)


def devolver(descritor: int) -> None:
    """Não se usa mais: espera, se há base aberta; senão é fechado."""
    with _vez:
        if _com_base.is_set():
            situacao = os.fstat(descritor)
            _esperam.setdefault((situacao.st_dev, situacao.st_ino), []).append(descritor)
            return
    os.close(descritor)
