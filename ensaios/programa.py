"""O programa e o servidor de correio como processos à parte, do jeito que rodam na máquina de quem usa."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
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


def iniciar(base: Path, *argumentos: str, antes: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Começa um comando, com `antes` na frente dele, e devolve o processo, com a saída e o progresso por ler."""
    comando = [*antes, sys.executable, "app.py", *argumentos, "--json", "--base", str(base)]
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
        if not (lida := ler_saida(saida)):
            raise RuntimeError(f"{argumentos[0]} saiu com {processo.returncode} sem JSON:\n{erros}")
        return processo.returncode, lida

    return rodar


def ler_saida(saida: str) -> dict[str, Any]:
    """O objeto JSON da saída de um comando; vazio se ela não é um."""
    try:
        lida: dict[str, Any] = json.loads(saida)
    except ValueError:
        return {}
    return lida


def conferir_fala(codigo: int, saida: str, erros: str, dizeres: str) -> Iterator[str]:
    """O que há de errado no que um comando disse: recusa é saída 1 com uma frase em português, e nunca rastro.

    Args:
        codigo: o de saída.
        saida: a padrão, que é só JSON.
        erros: a de erro.
        dizeres: o que a frase da recusa tem de dizer, como expressão regular.
    """
    lida = ler_saida(saida)
    frase = lida.get("erro", {}).get("mensagem", "")
    if codigo not in {0, 1, 3} or not lida:
        yield f"saiu com {codigo}, sem dizer por quê: {saida[-200:]!r} {erros[-500:]!r}"
    if codigo == 1 and not re.search(dizeres, frase):
        yield f"a frase não diz “{dizeres}”: {frase}"
    if "Traceback" in erros or "Error" in erros:
        yield f"rastro na tela: {erros[-800:]!r}"


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
