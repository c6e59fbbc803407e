"""`dossie`: o ZIP de um cliente, na pasta ou no arquivo pedidos."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from tests.linha_de_comando import Terminal


@pytest.fixture
def fechado(pronto: Terminal) -> Terminal:
    """O dia fechado."""
    pronto("fechar")
    return pronto


@pytest.mark.parametrize(("saida", "nome"), [("", "dossie-001.zip"), ("meu.zip", "meu.zip")])
def test_grava_onde_se_pede_e_diz_a_soma(fechado: Terminal, tmp_path: Path, saida: str, nome: str) -> None:
    dito = fechado("dossie", "001", "--saida", str(tmp_path / saida))
    assert dito.codigo == 0
    arquivo = tmp_path / nome
    conteudo = arquivo.read_bytes()
    assert dito.objeto == {
        "dossie": {
            "arquivo": str(arquivo),
            "avisos": 1,
            "mensagens": 1,
            "sem_corpo": 0,
            "arquivos": 11,
            "bytes": len(conteudo),
            "sha256": hashlib.sha256(conteudo).hexdigest(),
        }
    }
    with zipfile.ZipFile(arquivo) as lido:
        assert b"dois.example.com" not in b"".join(map(lido.read, lido.namelist()))


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["999"], "não tem aviso"),
        (["001", "--ate", "2026-01-01"], "não tem aviso"),
        (["001", "--de", "2026-12-01", "--ate", "2026-01-01"], "posterior"),
        (["001", "--de", "ontem"], "não é uma data"),
        ([], "falta informar"),
    ],
)
def test_uso_errado(fechado: Terminal, tmp_path: Path, argumentos: list[str], trecho: str) -> None:
    dito = fechado("dossie", *argumentos, "--saida", str(tmp_path / "d.zip"))
    assert dito.codigo == 2
    assert trecho in dito.frase.lower()
    assert not (tmp_path / "d.zip").exists()


def test_pasta_que_nao_existe_e_ambiente(fechado: Terminal, tmp_path: Path) -> None:
    assert fechado("dossie", "001", "--saida", str(tmp_path / "nao" / "d.zip")).codigo == 1


def test_em_texto(fechado: Terminal, tmp_path: Path) -> None:
    assert "1 aviso, 1 mensagem" in fechado.dizer("dossie", "001", "--saida", str(tmp_path)).saida
