"""Tudo o que vem de fora, estragado ao acaso: resposta ou `ErroAviso`, nunca rastro nem memória sem fim.

    python -m ensaios.fuzz [LEITOR …] [--segundos 600] [--memoria-mb 2048] [--guiado]

Cada leitor roda num processo com a memória limitada, até o primeiro defeito; o exemplo que o causou fica num arquivo.
Com `--guiado` quem estraga é o atheris, se instalado: ele segue os caminhos do código que cada exemplo abre.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from ensaios.fuzz.acaso import estragados, ler

RAIZ = Path(__file__).resolve().parents[2]
DA_CASA = ["regras", "boletos", "modelos", "envio"]
_ITERACOES_POR_OLHADA = 20


def _um(nome: str) -> Any:
    return importlib.import_module("ensaios.fuzz.leitores").LEITORES[nome]


def _por_acaso(nome: str, segundos: int) -> None:
    leitor, fim = _um(nome), time.monotonic() + segundos
    semente = time.time_ns()
    for numero, conteudo in enumerate(estragados(leitor.sementes(), leitor.pedacos, random.Random(semente))):  # noqa: S311
        if numero % _ITERACOES_POR_OLHADA == 0 and time.monotonic() > fim:
            print(f"{nome}: {numero} exemplos, semente {semente}", flush=True)
            return
        try:
            ler(leitor, conteudo)
        except BaseException:
            guardado = Path(tempfile.gettempdir()) / f"fuzz-{nome}-{numero}"
            guardado.write_bytes(conteudo)
            print(f"{nome}: defeito no exemplo {numero} da semente {semente}, guardado em {guardado}", flush=True)
            raise


def _guiado(nome: str, segundos: int) -> None:
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=DA_CASA):
        leitor = _um(nome)
    with tempfile.TemporaryDirectory() as corpo:
        for numero, semente in enumerate(leitor.sementes()):
            (Path(corpo) / f"{numero}").write_bytes(semente)
        opcoes = [f"-max_total_time={segundos}", "-max_len=65536", "-timeout=60", "-rss_limit_mb=0"]
        opcoes.append(f"-artifact_prefix={tempfile.gettempdir()}/fuzz-{nome}-")
        atheris.Setup([nome, *opcoes, corpo], lambda conteudo: ler(leitor, conteudo))
        atheris.Fuzz()


def _limitar_memoria(megabytes: int) -> None:
    with suppress(ImportError):  # só no POSIX
        recurso = importlib.import_module("resource")
        recurso.setrlimit(recurso.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def main() -> int:
    """Lê as opções, roda cada leitor no seu processo e diz quais falharam."""
    opcoes = argparse.ArgumentParser(description="Estraga tudo o que vem de fora.")
    opcoes.add_argument("leitores", nargs="*")
    opcoes.add_argument("--segundos", type=int, default=600)
    opcoes.add_argument("--memoria-mb", type=int, default=2048)
    opcoes.add_argument("--guiado", action="store_true")
    opcoes.add_argument("--aqui", action="store_true", help=argparse.SUPPRESS)
    pedido = opcoes.parse_args()
    if pedido.aqui:
        logging.disable(logging.CRITICAL)
        _limitar_memoria(pedido.memoria_mb)
        with tempfile.TemporaryDirectory(prefix="fuzz-casa-", ignore_cleanup_errors=True) as casa:
            os.environ.update(HOME=casa, XDG_DATA_HOME=casa, LOCALAPPDATA=casa)
            (_guiado if pedido.guiado else _por_acaso)(pedido.leitores[0], pedido.segundos)
        return 0
    nomes = pedido.leitores or list(importlib.import_module("ensaios.fuzz.leitores").LEITORES)
    outras = [opcao for opcao in sys.argv[1:] if opcao not in nomes]
    comando = [sys.executable, "-m", "ensaios.fuzz", "--aqui", *outras]
    falharam = [nome for nome in nomes if subprocess.run([*comando, nome], cwd=RAIZ, check=False).returncode]
    print(f"{len(falharam)} de {len(nomes)} leitores com defeito. {' '.join(falharam)}")
    return 1 if falharam else 0


if __name__ == "__main__":
    sys.exit(main())
