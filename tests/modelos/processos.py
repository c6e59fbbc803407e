"""Outro processo com a base aberta: avisa o que fez, e morre quando mandam."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

RAIZ = Path(__file__).resolve().parent.parent.parent
_COMECO = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
base, EM = Path(sys.argv[1]), datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
def avisar(texto):
    print(texto, flush=True)
    sys.stdin.readline()
"""

ENTRAR = """
    from modelos.base.abertura import abrir
    from modelos.base import terminais
    with abrir(base):
        numero = terminais.entrar("CAIXA", "maria", EM)
        avisar("entrou")
        terminais.sair(numero)
    avisar("saiu")
"""
"""Um terminal que entra, e sai quando deixam."""
SEGURAR = """
    from modelos.base.trava import Trava
    with Trava(base):
        avisar("com a trava")
"""
"""Um fechamento que não acaba."""


class Processo:
    """Um programa que para em cada `avisar(...)` até `continuar`."""

    def __init__(self, programa: str, base: Path) -> None:
        comando = [sys.executable, "-c", dedent(_COMECO) + dedent(programa), str(base)]
        ambiente = {**os.environ, "PYTHONPATH": str(RAIZ)}
        self._filho = subprocess.Popen(  # noqa: S603 - o próprio Python, com o programa do teste
            comando, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ambiente
        )

    def esperar(self, texto: str) -> None:
        """Espera o aviso com este texto."""
        assert self._filho.stdout is not None
        lido = self._filho.stdout.readline().strip()
        assert lido == texto, f"esperava {texto!r}, veio {lido!r}: {self._erros()}"

    def _erros(self) -> str:
        self._filho.kill()
        return self._filho.communicate()[1]

    def continuar(self) -> None:
        """Deixa o programa passar do aviso."""
        assert self._filho.stdin is not None
        self._filho.stdin.write("\n")
        self._filho.stdin.flush()

    def terminar(self) -> tuple[int, str]:
        """Espera o fim e devolve o código e o que saiu por erro."""
        _, erros = self._filho.communicate(timeout=60)
        return self._filho.returncode, erros

    def matar(self) -> None:
        """SIGKILL: nada do programa roda mais."""
        self._filho.send_signal(signal.SIGKILL)
        self._filho.communicate()


@contextmanager
def outro_processo(programa: str, base: Path) -> Iterator[Processo]:
    """Um processo que não sobrevive ao teste."""
    processo = Processo(programa, base)
    try:
        yield processo
    finally:
        processo.matar()
