"""Os geradores com que nos comparamos: cada um no seu ambiente virtual, em processo próprio, com os ajustes dele."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AQUI = Path(__file__).resolve().parent
SEGUNDOS_PARA_INSTALAR = 300


@dataclass(frozen=True)
class Par:
    """Um gerador: o pacote, o Python mais antigo que ele aceita, o programa que o chama e o que se mede dele."""

    pacote: str
    minimo: tuple[int, int]
    programa: Path
    variantes: tuple[str, ...]


IQNUS = Par("iqnus-boleto", (3, 8), AQUI / "par_iqnus.py", ("sem logotipo", "com logotipo"))
PYCOBRANCA = Par(
    "pycobranca",
    (3, 12),
    AQUI / "par_pycobranca.py",
    ("clássico, sem logotipo", "clássico, com logotipo", "clássico, com Pix e logotipo"),
)
PARES = (IQNUS, PYCOBRANCA)


class Aberto:
    """Um par pronto para receber pedidos."""

    def __init__(self, par: Par, processo: subprocess.Popen[str]) -> None:
        self.par = par
        self._processo = processo

    def pedir(self, variante: str, quantos: int) -> dict[str, Any]:
        """Uma rodada: segundos gastos, bytes do último e linha digitável do primeiro."""
        assert self._processo.stdin is not None
        assert self._processo.stdout is not None
        self._processo.stdin.write(json.dumps([variante, quantos]) + "\n")
        self._processo.stdin.flush()
        resposta: dict[str, Any] = json.loads(self._processo.stdout.readline())
        return resposta


@contextmanager
def abrir() -> Iterator[tuple[list[Aberto], list[str]]]:
    """Instala e abre os pares; devolve também por que algum ficou de fora."""
    abertos: list[Aberto] = []
    ausentes: list[str] = []
    with tempfile.TemporaryDirectory() as pasta, ExitStack() as pilha:
        for par in PARES:
            python = _achar_python(par.minimo)
            if python is None:
                ausentes.append(f"{par.pacote}: pede Python {par.minimo[0]}.{par.minimo[1]}, que não há nesta máquina")
                continue
            interprete = _instalar(par, python, Path(pasta) / par.pacote)
            if interprete is None:
                ausentes.append(f"{par.pacote}: não deu para instalar (sem rede?)")
                continue
            abertos.append(Aberto(par, pilha.enter_context(_executar(interprete, par.programa))))
        yield abertos, ausentes


def _achar_python(minimo: tuple[int, int]) -> str | None:
    """Este Python, se serve; senão o mais novo que se ache e funcione."""
    if sys.version_info >= minimo:
        return sys.executable
    for menor in range(minimo[1] + 3, minimo[1] - 1, -1):
        caminho = shutil.which(f"python{minimo[0]}.{menor}")
        if caminho and subprocess.run([caminho, "--version"], check=False, capture_output=True).returncode == 0:
            return caminho
    return None


def _instalar(par: Par, python: str, pasta: Path) -> Path | None:
    interprete = pasta / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    comandos = ([python, "-m", "venv", str(pasta)], [str(interprete), "-m", "pip", "install", "--quiet", par.pacote])
    try:
        for comando in comandos:
            subprocess.run(comando, check=True, capture_output=True, timeout=SEGUNDOS_PARA_INSTALAR)
    except (subprocess.SubprocessError, OSError):
        return None
    return interprete


@contextmanager
def _executar(interprete: Path, programa: Path) -> Iterator[subprocess.Popen[str]]:
    comando = [str(interprete), str(programa)]
    with subprocess.Popen(comando, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as processo:
        try:
            yield processo
        finally:
            processo.terminate()
