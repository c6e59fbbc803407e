from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from boletos.papel import logotipo
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from ui.campos.campo_logotipo import CampoLogotipo
from ui.preferencias import Preferencias


@pytest.fixture
def campo(qtbot: QtBot) -> CampoLogotipo:
    campo = CampoLogotipo(Preferencias())
    qtbot.addWidget(campo)
    return campo


@pytest.fixture
def arquivo(tmp_path: Path) -> Path:
    caminho = tmp_path / "logo.png"
    caminho.write_bytes(em_arquivo(desenho()))
    return caminho


def test_escolher_prepara_a_imagem_e_lembra_a_pasta(
    qtbot: QtBot, campo: CampoLogotipo, arquivo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_outros: (str(arquivo), ""))
    with qtbot.waitSignal(campo.mudou):
        campo.escolher()
    assert campo.png() == logotipo.preparar(arquivo.read_bytes())
    assert Preferencias().ultima_pasta() == str(arquivo.parent)
    assert campo.botao_tirar.isEnabled()


def test_tirar_fica_sem_logotipo(qtbot: QtBot, campo: CampoLogotipo, arquivo: Path) -> None:
    campo.ler(arquivo)
    with qtbot.waitSignal(campo.mudou):
        campo.botao_tirar.click()
    assert campo.png() == b""
    assert not campo.botao_tirar.isEnabled()


@pytest.mark.parametrize("conteudo", [b"nada", None])
def test_arquivo_que_nao_serve_e_dito_e_o_de_antes_fica(
    qtbot: QtBot, campo: CampoLogotipo, arquivo: Path, tmp_path: Path, conteudo: bytes | None
) -> None:
    campo.ler(arquivo)
    antes = campo.png()
    ruim = tmp_path / "ruim.png"
    if conteudo is not None:
        ruim.write_bytes(conteudo)
    with qtbot.waitSignal(campo.validou) as validou:
        campo.ler(ruim)
    assert validou.args is not None
    assert "imagem" in validou.args[0] or "ruim.png" in validou.args[0]
    assert campo.png() == antes
