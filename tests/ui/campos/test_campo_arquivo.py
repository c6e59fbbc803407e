from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.campos.campo_arquivo import CampoArquivo
from ui.preferencias import Preferencias


@pytest.fixture
def campo(qtbot: QtBot) -> CampoArquivo:
    campo = CampoArquivo("Planilhas (*.csv)", Preferencias())
    qtbot.addWidget(campo)
    return campo


def test_arquivo_que_existe_passa_e_o_que_falta_e_erro(campo: CampoArquivo, tmp_path: Path) -> None:
    existe = tmp_path / "clientes.csv"
    existe.write_text("codigo;nome\n", encoding="utf-8")
    campo.definir(existe)
    assert campo.conferir() == ""
    assert campo.caminho() == existe
    campo.definir(tmp_path / "outro.csv")
    assert "não há arquivo outro.csv" in campo.conferir().lower()


def test_vazio_nao_e_erro(campo: CampoArquivo) -> None:
    assert campo.conferir() == ""
    assert campo.caminho() is None


def test_escolher_lembra_a_pasta(campo: CampoArquivo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arquivo = tmp_path / "x.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_outros: (str(arquivo), ""))
    campo.consultar()
    assert campo.caminho() == arquivo
    assert Preferencias().ultima_pasta() == str(tmp_path)
