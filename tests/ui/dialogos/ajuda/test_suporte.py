"""O operador vê tudo o que iria, escolhe onde gravar, e o arquivo tem só aquilo."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.contexto import Contexto
from ui.dialogos.ajuda.suporte import DialogoSuporte
from ui.janela.telas import DIALOGOS


@pytest.fixture
def dialogo(exemplo: Contexto, qtbot: QtBot) -> DialogoSuporte:
    """A tela com tudo junto."""
    aberto = DialogoSuporte(exemplo)
    qtbot.addWidget(aberto)
    aberto.show()
    assert not aberto.botao_gravar.isEnabled()
    qtbot.waitUntil(aberto.botao_gravar.isEnabled, timeout=60_000)
    return aberto


@pytest.fixture
def destino(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Onde o operador manda gravar; a caixa do sistema responde por ele, com o nome sem extensão."""
    pasta = tmp_path / "saida"
    pasta.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pasta / "para-o-suporte"), ""))
    return pasta / "para-o-suporte.zip"


def _ler_tudo(dialogo: DialogoSuporte, qtbot: QtBot) -> dict[str, str]:
    """Cada arquivo da lista e o texto que aparece ao chegar nele pelas setas."""
    vistos = {}
    for nome in [dialogo.lista.item(linha).text() for linha in range(dialogo.lista.count())]:
        vistos[nome.partition(" ")[0]] = dialogo.texto.toPlainText()
        qtbot.keyClick(dialogo.lista, Qt.Key.Key_Down)
    return vistos


def test_mostra_a_lista_e_o_texto_inteiro_antes_de_gravar(dialogo: DialogoSuporte, qtbot: QtBot) -> None:
    vistos = _ler_tudo(dialogo, qtbot)
    assert list(vistos) == ["LEIA-ME.txt", "programa.txt", "base.txt", "configuracoes.txt", "registro.txt"]
    assert "Mande este arquivo a quem dá suporte a vocês" in vistos["LEIA-ME.txt"]
    assert "Qt: 6." in vistos["programa.txt"]
    assert "clientes: 40" in vistos["base.txt"]
    assert "provedor: esta máquina" in vistos["configuracoes.txt"]


def test_grava_onde_se_escolhe_exatamente_o_que_foi_mostrado(
    dialogo: DialogoSuporte, qtbot: QtBot, destino: Path
) -> None:
    vistos = _ler_tudo(dialogo, qtbot)
    qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.gravacao.calculando and dialogo.caixa.titulo() == "Arquivo gravado")
    assert str(destino) in dialogo.caixa.texto()
    assert "Mande a quem dá suporte a vocês" in dialogo.caixa.texto()
    with zipfile.ZipFile(destino) as lido:
        gravados = {Path(nome).name: lido.read(nome).decode() for nome in lido.namelist()}
    assert {nome: texto for nome, texto in gravados.items() if nome != "SHA256SUMS"} == vistos
    assert [arquivo.name for arquivo in destino.parent.iterdir()] == [destino.name]


def test_desistir_da_pasta_nao_grava(
    dialogo: DialogoSuporte, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    qtbot.keyClick(dialogo.botao_gravar, Qt.Key.Key_Space)
    assert not dialogo.gravacao.calculando
    assert list(tmp_path.rglob("*.zip")) == []


def test_pasta_que_sumiu_vira_frase_e_da_para_tentar_de_novo(
    dialogo: DialogoSuporte, qtbot: QtBot, destino: Path
) -> None:
    destino.parent.rmdir()
    qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "não existe" in dialogo.caixa.titulo())
    qtbot.waitUntil(dialogo.botao_gravar.isEnabled)
    destino.parent.mkdir()
    qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialogo.caixa.titulo() == "Arquivo gravado")


def test_esc_fecha_e_o_menu_de_ajuda_abre(dialogo: DialogoSuporte, qtbot: QtBot) -> None:
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()
    assert DIALOGOS["suporte"] is DialogoSuporte
