"""A janela: a maior parada do laço de eventos num fechamento de 300 avisos, e a partida até a janela pintada.

    python -m benchmarks.janela [--avisos 300] [--vezes 5] [--json]

**Parada** (meta: menos de 50 ms). Um temporizador de 1 ms bate no laço de eventos da janela inteira; parada é quanto a
batida se atrasou. As referências são da mesma execução: a mesma janela sem fechamento, e um processo à parte que só
dorme 1 ms de cada vez enquanto o fechamento corre. O que atrasa esse processo é a máquina, não o programa.

**Partida.** Do começo do processo à primeira pintura da janela inteira, numa base que já existe; ao lado, alternada,
a de uma janela vazia do Qt. Vale a mais rápida de cada uma.

Sem `QT_QPA_PLATFORM`, usa a tela que houver.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ensaios.batidas import LIMITE_S, META_MS
from ensaios.janela import fechar_na_janela, janela_aberta
from ensaios.mortes import preparar
from ensaios.programa import RAIZ, ambiente, rodar_em, servidor


def medir_parada(pasta: Path, quantos: int) -> dict[str, Any]:
    """Abre a janela inteira, fecha o dia nela e mede o laço de eventos."""
    base = pasta / "base.db"
    os.environ.update(ambiente(pasta))
    with servidor(pasta / "correio") as porta:
        preparar(rodar_em(base), base, quantos, porta)
        with janela_aberta(base) as janela:
            return fechar_na_janela(janela, quantos)


def cronometrar_partida(qual: str, base: Path) -> float:
    """Segundos do começo do processo à janela pintada, com os módulos já compilados, como na segunda vez em diante."""
    variaveis = {nome: valor for nome, valor in os.environ.items() if nome != "PYTHONDONTWRITEBYTECODE"}
    variaveis["PYTHONPYCACHEPREFIX"] = str(base.parent / "compilados")
    codigo = f"from benchmarks import partida; partida.{qual}({str(base)!r})"
    inicio = time.time()
    pintada = subprocess.run(
        [sys.executable, "-c", codigo],
        cwd=RAIZ,
        env=variaveis,
        capture_output=True,
        check=True,
        text=True,
        timeout=LIMITE_S,
    )
    return float(pintada.stdout) - inicio


def medir_partida(base: Path, vezes: int) -> dict[str, Any]:
    """Alterna as duas janelas; a primeira rodada compila os módulos e não conta."""
    rodadas = [[cronometrar_partida(qual, base) for qual in ("inteira", "vazia")] for _ in range(vezes + 1)][1:]
    inteira, vazia = (min(tempos) for tempos in zip(*rodadas, strict=True))
    return {
        "inteira_ms": round(inteira * 1000),
        "janela_vazia_do_qt_ms": round(vazia * 1000),
        "razao": round(inteira / vazia, 2),
    }


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Parada do laço de eventos e partida da janela.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=5)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        medido = {"parada": medir_parada(Path(nome), pedido.avisos)}
        medido["partida"] = medir_partida(Path(nome) / "base.db", pedido.vezes)
    if pedido.json:
        print(json.dumps(medido))
        return
    parada, partida = medido["parada"], medido["partida"]
    for rotulo in ("fechando", "janela_sem_fechamento", "processo_que_so_dorme"):
        print(f"{rotulo.replace('_', ' ')}: maior parada {parada[rotulo]['maior_ms']} ms", end="; ")
        print(f"uma em mil, {parada[rotulo]['p999_ms']} ms")
    print(f"{parada['avisos']} avisos em {parada['segundos']} s (meta: parada < {META_MS} ms)")
    print(
        f"partida até pintar {partida['inteira_ms']} ms; janela vazia do Qt {partida['janela_vazia_do_qt_ms']} ms; "
        f"razão {partida['razao']}"
    )


if __name__ == "__main__":
    main()
