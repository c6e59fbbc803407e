"""Abrir um arquivo gerado no programa do sistema."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from regras.erros import AmbienteIndisponivel
from ui.dialogos.aviso import leitor


def test_guarda_onde_so_este_usuario_le() -> None:
    arquivo = leitor.guardar("relatorio.pdf", b"%PDF")
    assert arquivo.read_bytes() == b"%PDF"
    if os.name == "posix":
        assert stat.S_IMODE(arquivo.parent.stat().st_mode) == stat.S_IRWXU
    assert leitor.guardar("relatorio.pdf", b"outro") == arquivo


def test_nome_que_o_sistema_recusa_vira_frase() -> None:
    with pytest.raises(AmbienteIndisponivel, match="nao-ha"):
        leitor.guardar("nao-ha/relatorio.pdf", b"")


def test_entrega_ao_sistema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    abertos: list[QUrl] = []

    def abrir(url: QUrl) -> bool:
        abertos.append(url)
        return True

    monkeypatch.setattr(leitor.QDesktopServices, "openUrl", abrir)
    leitor.abrir(tmp_path / "r.pdf")
    assert abertos == [QUrl.fromLocalFile(str(tmp_path / "r.pdf"))]


def test_sem_programa_que_abra_diz_o_que_resta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leitor.QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(AmbienteIndisponivel, match="não tem um programa"):
        leitor.abrir(tmp_path / "r.pdf")
