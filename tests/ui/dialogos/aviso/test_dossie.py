"""O operador junta o dossiê de um cliente: do histórico ou da ficha, por período, com cancelar."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from envio.dossie import conteudo
from envio.dossie.exportacao import Pedido
from envio.fechamento import fechamento
from modelos.avisos import caixa_de_saida
from regras.aviso import Aviso
from tests.modelos.exemplos import EM, novo_aviso
from tests.ui.cenario_fechamento import Cenario, preparar
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.filtros_historico import RecorteDoHistorico
from ui.dialogos.aviso.historico import DialogoHistorico
from ui.dialogos.cadastro.cliente import DialogoCliente

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CLIENTE, NOME = "00318", "Padaria Pão da Serra Ltda"


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """O dia fechado: três avisos enviados."""
    with preparar(tmp_path, hoje, qtbot) as pronto:
        list(fechamento.executar(hoje, pronto.contexto.ambiente))
        yield pronto


@pytest.fixture
def destino(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Onde o operador manda gravar; a caixa do sistema responde por ele, com o nome sem extensão."""
    pasta = tmp_path / "saida"
    pasta.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pasta / "dossie"), ""))
    return pasta / "dossie.zip"


def _abrir(cenario: Cenario, qtbot: QtBot, pedido: Pedido | None = None) -> DialogoDossie:
    dialogo = DialogoDossie(cenario.contexto, pedido or Pedido(CLIENTE), NOME)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "aviso" in dialogo.quantos.text())
    return dialogo


def _gravar(qtbot: QtBot, dialogo: DialogoDossie) -> None:
    qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.em_curso())


def test_grava_o_zip_do_cliente_e_diz_o_que_ha_nele(cenario: Cenario, qtbot: QtBot, destino: Path) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.quantos.text() == "1 aviso"
    _gravar(qtbot, dialogo)
    assert dialogo.caixa.titulo() == "Dossiê gravado"
    assert dialogo.caixa.texto().startswith("1 aviso, 1 mensagem; ")
    assert str(destino) in dialogo.caixa.texto()
    with zipfile.ZipFile(destino) as lido:
        (eml,) = (lido.read(nome) for nome in lido.namelist() if nome.endswith(".eml"))
    assert eml == cenario.correio.entregues[0].mime


def test_periodo_digitado_conta_na_hora_e_sem_aviso_nao_grava(
    cenario: Cenario, qtbot: QtBot, hoje: date, destino: Path
) -> None:
    caixa_de_saida.gravar_pendentes([novo_aviso(CLIENTE, hoje - timedelta(days=60))], EM)
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.quantos.text() == "2 avisos"
    qtbot.keyClicks(dialogo.de, f"{hoje:%d%m%Y}")
    qtbot.waitUntil(lambda: dialogo.quantos.text() == "1 aviso")
    qtbot.keyClick(dialogo.de, Qt.Key.Key_Return)
    assert dialogo.focusWidget() is dialogo.ate
    qtbot.keyClicks(dialogo.ate, f"{hoje - timedelta(days=1):%d%m%Y}")
    qtbot.waitUntil(lambda: dialogo.quantos.text().startswith("Nenhum aviso"))
    assert not dialogo.botao_gravar.isEnabled()
    assert not destino.exists()


def test_desistir_da_pasta_nao_grava(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClick(dialogo.botao_gravar, Qt.Key.Key_Space)
    assert not dialogo.em_curso()
    assert list(tmp_path.glob("*.zip")) == []


def test_esc_no_meio_cancela_e_nao_sobra_arquivo(
    cenario: Cenario, qtbot: QtBot, destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chegou, siga = threading.Event(), threading.Event()
    original = conteudo.ler_mensagens

    def demorar(aviso: Aviso) -> list[conteudo.Mensagem]:
        chegou.set()
        siga.wait(10)
        return original(aviso)

    monkeypatch.setattr(conteudo, "ler_mensagens", demorar)
    dialogo = _abrir(cenario, qtbot)
    qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(chegou.is_set)
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert dialogo.isVisible()
    siga.set()
    qtbot.waitUntil(lambda: not dialogo.em_curso())
    assert dialogo.caixa.texto() == "Cancelado. Nenhum arquivo foi gravado."
    assert list(destino.parent.iterdir()) == []
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()


def test_pasta_que_sumiu_vira_frase(cenario: Cenario, qtbot: QtBot, destino: Path) -> None:
    destino.parent.rmdir()
    dialogo = _abrir(cenario, qtbot)
    _gravar(qtbot, dialogo)
    assert "não existe" in dialogo.caixa.titulo()
    assert dialogo.botao_gravar.isEnabled()


def test_do_historico_vem_com_o_cliente_da_linha_e_o_periodo_dos_filtros(
    cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    historico = DialogoHistorico(cenario.contexto, RecorteDoHistorico(cliente=CLIENTE, de=hoje))
    qtbot.addWidget(historico)
    historico.show()
    qtbot.waitUntil(historico.dossie.isEnabled)
    vistos = _ver_o_dossie(qtbot)
    qtbot.mouseClick(historico.dossie, Qt.MouseButton.LeftButton)
    assert vistos == [("1 aviso", f"{hoje:%d/%m/%Y}")]


def test_da_ficha_do_cliente(cenario: Cenario, qtbot: QtBot) -> None:
    ficha = DialogoCliente(cenario.contexto, CLIENTE)
    qtbot.addWidget(ficha)
    ficha.show()
    vistos = _ver_o_dossie(qtbot)
    qtbot.keyClick(ficha.dossie, Qt.Key.Key_Space)
    assert vistos == [("1 aviso", "")]


def test_cliente_novo_nao_tem_dossie(cenario: Cenario, qtbot: QtBot) -> None:
    ficha = DialogoCliente(cenario.contexto)
    qtbot.addWidget(ficha)
    ficha.show()
    assert not ficha.dossie.isVisible()


def test_todo_campo_com_foco_tem_nome_acessivel(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []


def _ver_o_dossie(qtbot: QtBot) -> list[tuple[str, str]]:
    """Quando o dossiê abrir, anota o que ele diz e o fecha."""
    vistos: list[tuple[str, str]] = []

    def olhar() -> None:
        aberto = QApplication.activeModalWidget()
        if not isinstance(aberto, DialogoDossie):
            QTimer.singleShot(5, olhar)
            return
        try:
            qtbot.waitUntil(aberto.botao_gravar.isEnabled)
            vistos.append((aberto.quantos.text(), aberto.de.text()))
        finally:
            aberto.done(0)

    QTimer.singleShot(0, olhar)
    return vistos
