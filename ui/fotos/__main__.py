"""`python -m ui.fotos [PASTA] [--letra 125] [--aparencia claro] [--so TELA …]`: grava as fotos e diz onde ficaram."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_APARENCIAS = ("claro", "escuro")
_TELA = {"screens": [{"name": "fotos", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}]}


def principal(argumentos: Sequence[str]) -> int:
    """Interpreta os argumentos, prepara o Qt fora da tela e fotografa."""
    leitor = argparse.ArgumentParser(prog="iniciar.py fotos", description="Fotos de cada tela, para a documentação.")
    leitor.add_argument("pasta", nargs="?", type=Path, default=Path("fotos"), help="onde gravar (fotos/)")
    leitor.add_argument("--letra", type=int, choices=(100, 125), default=100, help="tamanho da letra, em %%")
    leitor.add_argument("--aparencia", choices=_APARENCIAS, default=None, help="só uma; sem dizer, as duas")
    leitor.add_argument("--so", nargs="+", default=(), metavar="TELA", help="só estas telas")
    pedido = leitor.parse_args(argumentos)
    with tempfile.TemporaryDirectory() as provisoria:
        _isolar(Path(provisoria), pedido.pasta)
        from ui.aplicativo import preparar  # noqa: PLC0415 - o Qt lê o ambiente quando é importado
        from ui.fotos.estudio import gerar  # noqa: PLC0415 - idem

        quais = (pedido.aparencia,) if pedido.aparencia else _APARENCIAS
        fotos = gerar(pedido.pasta, preparar(), escala=pedido.letra / 100, so=pedido.so, aparencias=quais)
    sys.stderr.write(f"{len(fotos)} fotos em {pedido.pasta.absolute()}\n")
    return 0


def _isolar(pasta: Path, saida: Path) -> None:
    """Tela de mentira de 1366×768, hora de Brasília e nada do usuário: as fotos saem iguais em toda máquina."""
    (pasta / "tela.json").write_text(json.dumps(_TELA), encoding="ascii")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={pasta / 'tela.json'}")
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # a tela de mentira avisa que não segura tamanho
    os.environ["XDG_DATA_HOME"] = str(saida.absolute() / "base-das-fotos")  # o caminho aparece em Sobre
    os.environ["TZ"] = "America/Sao_Paulo"
    if hasattr(time, "tzset"):
        time.tzset()


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
