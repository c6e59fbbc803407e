"""A cópia é um arquivo só, conferido."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.linha_de_comando import Terminal


def test_copia_e_um_arquivo_so_conferido(pronto: Terminal, tmp_path: Path) -> None:
    dito = pronto("backup", "--destino", str(tmp_path / "copias"))
    assert sorted(dito.objeto) == ["arquivo", "bytes", "sha256"]
    (copia,) = (tmp_path / "copias").iterdir()
    conteudo = copia.read_bytes()
    assert (dito.objeto["arquivo"], dito.objeto["bytes"]) == (str(copia), len(conteudo))
    assert dito.objeto["sha256"] == hashlib.sha256(conteudo).hexdigest()


def test_destino_onde_nao_se_grava_e_dito(pronto: Terminal) -> None:
    dito = pronto("backup", "--destino", pronto.escrever("arquivo", "não é pasta"))
    assert dito.codigo == 1
    assert "arquivo" in dito.frase
