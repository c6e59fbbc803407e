"""O programa e o servidor de correio como processos à parte, do jeito que rodam na máquina de quem usa."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
Rodar = Callable[..., tuple[int, dict[str, Any]]]
"""Recebe os argumentos do comando, sem `--base` nem `--json`; devolve o código de saída e o JSON."""


def ambiente(pasta: Path) -> dict[str, str]:
    """As variáveis do processo, com a pasta de dados do usuário dentro da pasta do ensaio."""
    casa = str(pasta / "casa")
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": casa, "XDG_DATA_HOME": casa, "LOCALAPPDATA": casa}


def iniciar(base: Path, *argumentos: str) -> subprocess.Popen[str]:
    """Começa um comando e devolve o processo, com a saída e o progresso por ler."""
    comando = [sys.executable, "app.py", *argumentos, "--json", "--base", str(base)]
    return subprocess.Popen(
        comando,
        cwd=RAIZ,
        env=ambiente(base.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def rodar_em(base: Path) -> Rodar:
    """Devolve quem roda comandos nesta base, cada um num processo, até o fim."""

    def rodar(*argumentos: str) -> tuple[int, dict[str, Any]]:
        with iniciar(base, *argumentos) as processo:
            saida, erros = processo.communicate()
        try:
            return processo.returncode, json.loads(saida)
        except ValueError:
            raise RuntimeError(f"{argumentos[0]} saiu com {processo.returncode} sem JSON:\n{erros}") from None

    return rodar


@contextmanager
def servidor(pasta: Path, atraso_ms: int = 0) -> Iterator[int]:
    """Abre o servidor SMTP do ensaio num processo próprio, que guarda o que aceita em `pasta`; devolve a porta."""
    pasta.mkdir(parents=True, exist_ok=True)
    comando = [sys.executable, "-m", "ensaios.servidor", str(pasta), str(atraso_ms)]
    with subprocess.Popen(comando, cwd=RAIZ, stdout=subprocess.PIPE, text=True) as processo:
        try:
            assert processo.stdout is not None
            yield int(processo.stdout.readline())
        finally:
            processo.terminate()
