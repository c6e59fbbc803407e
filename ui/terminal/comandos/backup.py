"""`app.py backup`: faz uma cópia conferida da base."""

from __future__ import annotations

import argparse
from pathlib import Path

from modelos.base import copias
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Faz uma cópia conferida da base, num arquivo só."
    comando.epilog = "exemplo:\n  python app.py backup --destino D:\\copias"
    comando.add_argument("--destino", type=Path, metavar="DIR", help="pasta da cópia; a das cópias, se omitida")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        copia = copias.copiar(base, argumentos.destino, sessao.composicao.agora())
    objeto = {"arquivo": str(copia.arquivo), "bytes": copia.bytes, "sha256": copia.sha256}
    return Resposta(objeto, f"Cópia conferida em {copia.arquivo} ({copia.bytes} bytes).\nSHA-256 {copia.sha256}")
