"""As imagens do tutorial existem, cabem, vão com o programa e ainda são as das telas."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import recursos
from ui.fotos import cenas, tutorial
from ui.janela.janela import GUIAS
from ui.janela.telas import DIALOGOS

RAIZ = Path(__file__).resolve().parents[2]
FOTOGRAFADAS = {nome for nome, _ in GUIAS} | set(DIALOGOS) | set(cenas.CENAS)
_MAIOR, _TODAS = 260_000, 3_000_000
"""Bytes de uma imagem e de todas: vão com o programa."""


@pytest.mark.parametrize("nome", tutorial.citadas())
@pytest.mark.parametrize("escuro", [False, True])
def test_cada_imagem_citada_vai_com_o_programa_e_cabe_na_coluna(nome: str, *, escuro: bool) -> None:
    assert nome in FOTOGRAFADAS
    arquivo = recursos.imagem_do_tutorial(nome, escuro=escuro)
    imagem = QImage(str(arquivo))
    assert 300 < imagem.width() <= tutorial.MAIOR_LARGURA
    assert 200 < imagem.height() <= 760
    assert arquivo.stat().st_size < _MAIOR


def test_nao_sobra_imagem_que_o_tutorial_nao_usa_e_todas_juntas_sao_leves() -> None:
    guardadas = list(tutorial.PASTA.rglob("*.png"))
    assert {arquivo.stem for arquivo in guardadas} == set(tutorial.citadas())
    assert sum(arquivo.stat().st_size for arquivo in guardadas) < _TODAS
    assert set(json.loads((tutorial.PASTA / "somas.json").read_text(encoding="ascii"))) == set(tutorial.citadas())


def test_toda_imagem_tem_a_frase_do_que_mostra() -> None:
    frases = re.findall(r'<img src="[a-z_]+" alt="([^"]*)">', recursos.tutorial())
    assert len(frases) == recursos.tutorial().count("<img")
    assert all(len(frase) > 15 for frase in frases)


def test_as_imagens_sao_as_das_telas_de_hoje() -> None:
    ambiente = {nome: valor for nome, valor in os.environ.items() if nome != "QT_QPA_PLATFORM"}
    comando = (sys.executable, "-m", "ui.fotos", "--tutorial", "--conferir")
    feito = subprocess.run(  # noqa: S603 - este mesmo Python, com argumentos do teste
        comando, cwd=RAIZ, env=ambiente, capture_output=True, text=True, check=False
    )
    assert (feito.returncode, feito.stderr) == (0, "")


def test_a_soma_muda_com_o_texto_e_nao_com_o_que_e_sorteado(qtbot: QtBot) -> None:
    tela = QWidget()
    qtbot.addWidget(tela)
    rotulo = QLabel("Gravar")
    QVBoxLayout(tela).addWidget(rotulo)
    antes = tutorial.somar(tela)
    rotulo.setText("Salvar")
    assert tutorial.somar(tela) != antes
    rotulo.setText("SHA-256 20a7f7ea9fb8")
    sorteada = tutorial.somar(tela)
    rotulo.setText("SHA-256 0123456789ab")
    assert tutorial.somar(tela) == sorteada
