"""Discos pequenos de verdade (tmpfs), que enchem e viram só de leitura, montados só para o ensaio.

O ensaio recomeça num espaço de montagem próprio (`unshare`), com o próprio usuário como administrador dele: nada que
monta aparece no resto da máquina, e tudo some com o processo. Só no Linux.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_DENTRO = "ENSAIO_EM_ESPACO_PROPRIO"
_ESPACOS = (["--mount"], ["--user", "--map-root-user", "--mount"])
_BLOCO = b"\0" * 4096
SEM_PASSAR_POR_CIMA = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""Começo do comando de um processo a quem as permissões valem, mesmo sendo do administrador."""


def recomecar_em_espaco_proprio(modulo: str) -> None:
    """Troca este processo pelo mesmo ensaio num espaço de montagem próprio; dentro dele, só volta.

    Raises:
        SystemExit: o sistema não deixa criar o espaço.
    """
    if os.environ.get(_DENTRO):
        return
    for opcoes in _ESPACOS:
        tentativa = subprocess.run(["unshare", *opcoes, "true"], capture_output=True, check=False)  # noqa: S607
        if tentativa.returncode == 0:
            comando = ["unshare", *opcoes, sys.executable, "-m", modulo, *sys.argv[1:]]
            os.execvpe("unshare", comando, os.environ | {_DENTRO: "1"})  # noqa: S606, S607 - é o próprio ensaio
    raise SystemExit("Este sistema não deixa montar um disco só para o ensaio (`unshare --mount`).")


class Disco:
    """Um tmpfs numa pasta.

    Args:
        pasta: criada se não existe.
        kib: o tamanho.
    """

    def __init__(self, pasta: Path, kib: int) -> None:
        self.pasta = pasta
        self._lastro = pasta / "lastro"
        pasta.mkdir(parents=True, exist_ok=True)
        _montar("-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(pasta))

    def encher(self, sobra_bytes: int = 0) -> None:
        """Ocupa o que está livre, menos a sobra; o que se escrever depois recebe ENOSPC do sistema."""
        with self._lastro.open("ab", buffering=0) as aberto:
            try:
                while True:
                    aberto.write(_BLOCO)
            except OSError:
                aberto.truncate(max(aberto.tell() - sobra_bytes, 0))

    def esvaziar(self) -> None:
        """Devolve o espaço."""
        self._lastro.unlink(missing_ok=True)

    def so_de_leitura(self, sim: bool) -> None:
        """Remonta só de leitura, ou de volta."""
        _montar("-o", "remount,ro" if sim else "remount,rw", str(self.pasta))


def _montar(*opcoes: str) -> None:
    subprocess.run(["mount", *opcoes], check=True)  # noqa: S607 - a do sistema
