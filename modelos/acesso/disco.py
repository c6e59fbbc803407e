"""Arquivos e pastas: o erro do sistema vira frase, e o que foi gravado é confirmado no disco."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from regras.erros import AmbienteIndisponivel

if sys.platform == "darwin":
    import fcntl

_BLOCO = 1 << 20
SEM_ESPACO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SEM_PERMISSAO = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_EM_PORTUGUES = {
    errno.ENOENT: "não existe",
    errno.ENOTDIR: "há um arquivo no lugar de uma pasta do caminho",
    errno.EISDIR: "é uma pasta",
    errno.EEXIST: "já existe um arquivo com este nome",
    errno.EACCES: "este usuário não tem permissão",
    errno.EPERM: "este usuário não tem permissão",
    errno.EROFS: "o disco é só de leitura",
    errno.ENAMETOOLONG: "o nome é longo demais",
    errno.EIO: "o disco falhou",
    **dict.fromkeys(SEM_ESPACO, "o disco está cheio"),
}


def dizer(erro: OSError) -> str:
    """O que houve, em português, para completar uma frase; o raro sai como o sistema o diz."""
    return _EM_PORTUGUES.get(erro.errno or 0) or erro.strerror or str(erro)


@contextmanager
def traduzir(caminho: Path) -> Iterator[None]:
    """Troca `OSError` por `AmbienteIndisponivel`, dizendo o arquivo e o que fazer."""
    try:
        yield
    except OSError as erro:
        raise explicar(erro, caminho) from erro


def explicar(erro: OSError, caminho: Path) -> AmbienteIndisponivel:
    """Frase para uma falha do sistema de arquivos."""
    if erro.errno in SEM_ESPACO:
        return AmbienteIndisponivel(f"O disco ficou cheio ao gravar {caminho}.", "Libere espaço e tente de novo.")
    if erro.errno in _SEM_PERMISSAO:
        return AmbienteIndisponivel(
            f"Este usuário não pode gravar em {caminho}.", "Dê permissão de gravação ou escolha outro lugar."
        )
    if isinstance(erro, FileNotFoundError):
        return AmbienteIndisponivel(f"O arquivo {caminho} não existe.", "Confira o caminho e tente de novo.")
    return AmbienteIndisponivel(
        f"O sistema não deixou usar {caminho} ({dizer(erro)}).", "Confira o caminho e tente de novo."
    )


def confirmar(caminho: Path) -> None:
    """Espera o arquivo estar de fato no disco, e o nome dele na pasta."""
    _sincronizar(caminho, os.O_RDWR)
    if os.name == "posix":
        _sincronizar(caminho.parent, os.O_RDONLY)


def descarregar(descritor: int) -> None:
    """Espera o que se escreveu estar no disco: no macOS, `fsync` só o entrega ao cache do aparelho (fcntl(2)).

    Raises:
        OSError: o sistema não deixou.
    """
    if sys.platform == "darwin":
        with suppress(OSError):  # nem todo sistema de arquivos o aceita (rede, FAT): resta o `fsync`
            fcntl.fcntl(descritor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descritor)


def _sincronizar(caminho: Path, modo: int) -> None:
    descritor = os.open(caminho, modo)
    try:
        descarregar(descritor)
    finally:
        os.close(descritor)


def resumir(caminho: Path) -> str:
    """SHA-256 do arquivo, lido do disco, em hexadecimal."""
    resumo = hashlib.sha256()
    with caminho.open("rb") as arquivo:
        while bloco := arquivo.read(_BLOCO):
            resumo.update(bloco)
    return resumo.hexdigest()


def reservar(pasta: Path, nome: str, sufixo: str) -> Path:
    """Cria um arquivo vazio que não existia, numerando o nome se for preciso; nunca sobrescreve."""
    tentativa = 1
    while True:
        caminho = pasta / (f"{nome}{sufixo}" if tentativa == 1 else f"{nome}-{tentativa}{sufixo}")
        try:
            caminho.open("xb").close()
        except FileExistsError:
            tentativa += 1
        else:
            return caminho
