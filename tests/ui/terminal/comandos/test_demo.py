"""`demo`: com tela abre a janela; sem tela fecha o dia e diz onde ficou tudo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from envio.correio.smtp import TransporteSMTP
from tests.linha_de_comando import Terminal


@pytest.fixture
def com_tela(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uma máquina em que a janela pode abrir."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")


def test_sem_tela_fecha_o_dia_pelo_correio_local_e_tira_os_pdfs(terminal: Terminal) -> None:
    terminal.abrir = TransporteSMTP
    dito = terminal("demo", "--pasta", str(terminal.pasta / "demo"), "--sem-tela")
    lido = dito.objeto
    enviados = lido["totais"]["enviados"]
    assert enviados == lido["totais"]["avisos"] > 10
    assert len(list(Path(lido["emails"]).glob("*.eml"))) == enviados
    boletos = [pdf for pdf in Path(lido["pdfs"]).rglob("*.pdf") if pdf.name.startswith("boleto")]
    assert len(boletos) == lido["totais"]["boletos"]
    assert Path(lido["base"]).exists()
    assert terminal.janelas == []


@pytest.mark.usefixtures("com_tela")
def test_com_tela_abre_a_janela_na_base_de_exemplo(terminal: Terminal) -> None:
    dito = terminal("demo", "--pasta", str(terminal.pasta / "demo"))
    assert (dito.codigo, terminal.janelas) == (0, [terminal.pasta / "demo" / "aviso.db"])
    assert json.loads(dito.saida)["pasta"] == str(terminal.pasta / "demo")


@pytest.mark.usefixtures("com_tela")
def test_pasta_de_outra_coisa_nao_e_apagada(terminal: Terminal) -> None:
    terminal.escrever("contrato.doc", "importante")
    dito = terminal("demo", "--pasta", str(terminal.pasta))
    assert dito.codigo == 2
    assert "nada foi apagado" in dito.frase
    assert (terminal.pasta / "contrato.doc").exists()
