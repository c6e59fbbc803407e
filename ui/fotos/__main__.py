"""`python -m ui.fotos [PASTA] [--letra 125] [--aparencia claro] [--so TELA …]`: grava as fotos e diz onde ficaram.

`python -m ui.fotos --tutorial` refaz as imagens que o tutorial usa; com `--conferir`, só diz quais estão velhas.
"""

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
    leitor.add_argument("--tutorial", action="store_true", help="refaz as imagens do tutorial, que vão com o programa")
    leitor.add_argument("--conferir", action="store_true", help="com --tutorial: só diz quais imagens estão velhas")
    pedido = leitor.parse_args(argumentos)
    if pedido.tutorial:
        return _do_tutorial(conferir=pedido.conferir)
    with tempfile.TemporaryDirectory() as provisoria:
        _isolar(Path(provisoria), pedido.pasta)
        from ui.aplicativo import preparar  # noqa: PLC0415 - o Qt lê o ambiente quando é importado
        from ui.fotos.estudio import gerar  # noqa: PLC0415 - idem

        quais = (pedido.aparencia,) if pedido.aparencia else _APARENCIAS
        fotos = gerar(pedido.pasta, preparar(), escala=pedido.letra / 100, so=pedido.so, aparencias=quais)
    sys.stderr.write(f"{len(fotos)} fotos em {pedido.pasta.absolute()}\n")
    return 0


def _do_tutorial(*, conferir: bool) -> int:
    """Refaz as imagens do tutorial, ou só confere se ainda são as das telas; velha é saída 1."""
    with tempfile.TemporaryDirectory() as provisoria:
        _isolar(Path(provisoria), Path(provisoria))
        from ui.aplicativo import preparar  # noqa: PLC0415 - o Qt lê o ambiente quando é importado
        from ui.fotos import tutorial  # noqa: PLC0415 - idem

        app = preparar()
        if not conferir:
            tutorial.refazer(Path(provisoria), app)
            sys.stderr.write(f"imagens do tutorial refeitas em {tutorial.PASTA}\n")
            return 0
        velhas = tutorial.conferir(Path(provisoria), app)
    for nome in velhas:
        sys.stderr.write(f"{nome}: a tela mudou; refaça com `python3 iniciar.py fotos --tutorial`\n")
    return 1 if velhas else 0


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
