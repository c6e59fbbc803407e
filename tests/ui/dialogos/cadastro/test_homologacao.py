"""O kit de homologação na tela: folheado, salvo inteiro ou só o PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.cadastro import empresas
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.boletos.contas_de_exemplo import ITAU
from ui.contexto import Contexto
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.tabelas import exportacao
from ui.trabalho import Trabalho


def test_a_pagina_de_homologacao_se_folheia_e_se_salva(
    qtbot: QtBot, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "homologacao.pdf"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_a, **_n: destino)
    dialogo = DialogoHomologacao(contexto, ITAU)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: dialogo.folheador.pagina() == "Página 1 de 21", timeout=60_000)
    qtbot.mouseClick(dialogo.folheador.seguinte, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialogo.folheador.pagina() == "Página 2 de 21", timeout=60_000)
    qtbot.mouseClick(dialogo.botao_salvar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert destino.read_bytes().startswith(b"%PDF")
    assert dialogo.situacao.texto() == "homologacao.pdf salvo"
    empresas.gravar(EMPRESA_DE_EXEMPLO)
    qtbot.mouseClick(dialogo.botao_kit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert destino.read_bytes().startswith(b"PK")


def test_conta_que_nao_calcula_diz_por_que_na_pagina_de_homologacao(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoHomologacao(contexto, replace(ITAU, agencia=""))
    qtbot.addWidget(dialogo)
    qtbot.waitUntil(lambda: "agência" in dialogo.situacao.texto().lower(), timeout=60_000)
