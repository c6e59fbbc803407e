from __future__ import annotations

import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from envio.segredos import CofreEmMemoria
from envio.smtp import TransporteSMTP
from modelos import base as bases
from modelos import terminais
from regras.erros import ErroAviso
from tests.ui.conftest import AGORA
from ui import aplicativo, excecoes
from ui.dialogos.mensagem import DialogoMensagem
from ui.janela import JanelaFechamento


@pytest.fixture(autouse=True)
def _ganchos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(excecoes, "qInstallMessageHandler", lambda _funcao: None)


def _abrir(caminho: Path, hoje: date) -> int:
    return aplicativo.abrir(
        caminho,
        agora=lambda: AGORA,
        hoje=lambda: hoje,
        abrir_cofre=lambda _uuid: CofreEmMemoria(),
        abrir_transporte=TransporteSMTP,
    )


def test_abre_registra_o_terminal_e_ao_fechar_o_tira(
    qtbot: QtBot, tmp_path: Path, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    vistos: list[object] = []

    def fechar(app: QApplication) -> int:
        janela = next(item for item in app.topLevelWidgets() if isinstance(item, JanelaFechamento))
        vistos.append([terminal.nome for terminal in terminais.vivos()])
        QTimer.singleShot(0, janela.close)
        qtbot.waitUntil(lambda: not janela.isVisible(), timeout=15_000)
        return 0

    monkeypatch.setattr(QApplication, "exec", fechar)
    caminho = tmp_path / "nova.db"
    assert _abrir(caminho, hoje) == 0
    assert vistos == [[aplicativo.nome_deste_terminal()]]
    with bases.abrir(caminho):
        assert terminais.vivos() == []


def test_base_que_nao_abre_vira_frase_e_saida_1(
    qtbot: QtBot, tmp_path: Path, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    mostrados: list[ErroAviso] = []
    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", lambda _pai, _titulo, erro: mostrados.append(erro))
    ruim = tmp_path / "ruim.db"
    ruim.write_bytes(b"isto nao e uma base de dados, de jeito nenhum, com mais de cem letras para o motor ler " * 9)
    assert _abrir(ruim, hoje) == 1
    assert mostrados[0].o_que_fazer
