"""Bases de teste copiadas de um molde, montado uma vez por processo: nascer de verdade custa dez vezes mais.

Para o programa cada cópia é outra base, com a identidade dela: não divide diário nem terminal com nenhuma, e pode
enviar de onde está.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from modelos.base.abertura import Base, abrir

_MOLDES = TemporaryDirectory(prefix="moldes-", ignore_cleanup_errors=True)


def abrir_nova(caminho: Path) -> Base:
    """Abre no caminho uma base como a que acaba de nascer."""
    return abrir_pronta(caminho, _sem_nada)


def criar_nova(caminho: Path) -> Path:
    """Põe no caminho, fechada, uma base como a que acaba de nascer."""
    return copiar(caminho, _sem_nada)


def abrir_pronta(caminho: Path, montar: Callable[..., object], *valores: object, **opcoes: object) -> Base:
    """Abre no caminho uma base em que `montar` já gravou o que grava com estes argumentos."""
    return abrir(copiar(caminho, montar, *valores, **opcoes))


def copiar(caminho: Path, montar: Callable[..., object], *valores: object, **opcoes: object) -> Path:
    """Põe no caminho, fechada, uma base em que `montar` já gravou o que grava com estes argumentos."""
    return copiar_de(_molde(montar, valores, tuple(opcoes.items())), caminho)


def copiar_de(molde: Path, caminho: Path) -> Path:
    """Copia uma base fechada, como outra base."""
    assert not caminho.exists()
    caminho.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(molde, caminho)
    with closing(sqlite3.connect(caminho)) as copia, copia:
        copia.execute("PRAGMA synchronous = off")
        copia.execute("UPDATE identidade SET uuid = ?", (str(uuid4()),))
        copia.execute("UPDATE instalacoes SET caminho = ?", (os.path.normcase(caminho.resolve()),))
    return caminho


@cache
def _molde(montar: Callable[..., object], valores: tuple[object, ...], opcoes: tuple[tuple[str, object], ...]) -> Path:
    caminho = Path(_MOLDES.name) / f"{uuid4().hex}.db"
    with abrir(caminho):
        montar(*valores, **dict(opcoes))
    return caminho


def _sem_nada() -> None:
    """Base nova: nada a gravar."""
