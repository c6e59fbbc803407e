from __future__ import annotations

import sys

import pytest

from regras.erros import AmbienteIndisponivel
from ui.terminal.tela import exigir_tela, sem_tela


@pytest.fixture(autouse=True)
def sem_ambiente(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux sem servidor gráfico e sem plataforma escolhida."""
    monkeypatch.setattr(sys, "platform", "linux")
    for variavel in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variavel, raising=False)


def test_linux_sem_servidor_grafico_nao_tem_tela_e_diz_o_que_fazer() -> None:
    assert sem_tela()
    with pytest.raises(AmbienteIndisponivel, match="Não há tela") as erro:
        exigir_tela()
    assert "--help" in erro.value.o_que_fazer


@pytest.mark.parametrize("variavel", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_com_servidor_grafico_ha_tela(monkeypatch: pytest.MonkeyPatch, variavel: str) -> None:
    monkeypatch.setenv(variavel, ":0")
    exigir_tela()
    assert not sem_tela()


@pytest.mark.parametrize("plataforma", ["offscreen", "minimal", "offscreen:size=800x600"])
def test_plataforma_que_nao_mostra_e_sem_tela_mas_deixa_abrir(monkeypatch: pytest.MonkeyPatch, plataforma: str) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", plataforma)
    assert sem_tela()
    exigir_tela()


def test_fora_do_linux_ha_sempre_tela(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    exigir_tela()
    assert not sem_tela()
