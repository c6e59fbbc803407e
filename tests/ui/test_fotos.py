"""As fotos da documentação: saem de todas as telas, iguais a cada vez, e nenhuma passa de 1366×768."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.fotos import cenas
from ui.janela.janela import GUIAS
from ui.janela.telas import DIALOGOS

RAIZ = Path(__file__).resolve().parents[2]
_ESTUDO = ("aviso_debitos", "previa_primeira_vez", "envio_em_espera", "sobre")


def _fotografar(pasta: Path, *argumentos: str) -> dict[str, bytes]:
    ambiente = {nome: valor for nome, valor in os.environ.items() if nome != "QT_QPA_PLATFORM"}
    comando = (sys.executable, "-m", "ui.fotos", str(pasta), *argumentos)
    feito = subprocess.run(  # noqa: S603 - este mesmo Python, com argumentos do teste
        comando, cwd=RAIZ, env=ambiente, capture_output=True, text=True, check=False
    )
    assert feito.returncode == 0, feito.stderr
    return {arquivo.relative_to(pasta).as_posix(): arquivo.read_bytes() for arquivo in sorted(pasta.rglob("*.png"))}


@pytest.fixture(scope="module")
def pasta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fotos")


@pytest.fixture(scope="module")
def fotos(pasta: Path) -> dict[str, bytes]:
    """Um punhado de telas, dos quatro jeitos de montar: guia, primeira vez, registro e cena."""
    return _fotografar(pasta, "--so", *_ESTUDO)


def test_cada_tela_sai_clara_e_escura(fotos: dict[str, bytes]) -> None:
    assert set(fotos) == {f"{aparencia}/{nome}.png" for aparencia in ("claro", "escuro") for nome in _ESTUDO}


def test_foto_cabe_na_tela_de_1366_por_768_e_nao_e_lisa(fotos: dict[str, bytes]) -> None:
    for nome, conteudo in fotos.items():
        imagem = QImage.fromData(conteudo)
        assert 0 < imagem.width() <= 1366, nome
        assert 0 < imagem.height() <= 736, nome
        assert len({imagem.pixel(x, y) for x in range(0, imagem.width(), 7) for y in range(0, imagem.height(), 7)}) > 8


def test_a_mesma_base_da_a_mesma_foto_e_nada_mais_fica_na_pasta(fotos: dict[str, bytes], pasta: Path) -> None:
    de_novo = _fotografar(pasta, "--aparencia", "claro", "--so", *_ESTUDO[:2])
    assert {f"claro/{nome}.png" for nome in _ESTUDO[:2]} <= set(de_novo)
    assert [nome for nome in de_novo if fotos[nome] != de_novo[nome]] == []
    assert sorted(item.name for item in pasta.iterdir()) == ["claro", "escuro"]


def test_nenhuma_cena_tem_o_nome_de_uma_tela() -> None:
    assert not set(cenas.CENAS) & ({nome for nome, _ in GUIAS} | set(DIALOGOS) | {"previa_primeira_vez"})
