"""As medidas rodam, no menor tamanho, e dizem a razão e a meta; os números são de quem as roda numa máquina quieta."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[2]


def medir(*argumentos: str) -> dict[str, Any]:
    rodada = subprocess.run(  # noqa: S603 - medidas da casa, com argumentos fixos
        [sys.executable, "-m", *argumentos, "--json"],
        cwd=RAIZ,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    lido: dict[str, Any] = json.loads(rodada.stdout)
    return lido


def test_selecao() -> None:
    medido = medir("benchmarks.selecao", "--clientes", "50", "--debitos", "300", "--vezes", "1")
    assert medido["debitos_selecionados"] > 100
    assert medido["razao"] > 0
    assert medido["meta"] == 1.5


def test_ponta_a_ponta() -> None:
    medido = medir("benchmarks.ponta_a_ponta", "--avisos", "4", "--vezes", "1")
    assert medido["bytes_por_aviso"] > 5000
    assert 0 < medido["razao"] < 2
    assert medido["meta"] == 0.5


def test_janela() -> None:
    medido = medir("benchmarks.janela", "--avisos", "4", "--vezes", "1")
    assert medido["parada"]["avisos"] == 4
    assert medido["parada"]["fechando"]["maior_ms"] > 0
    assert medido["partida"]["inteira_ms"] > medido["partida"]["janela_vazia_do_qt_ms"] > 0
