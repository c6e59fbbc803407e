from __future__ import annotations

import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from envio.acesso.segredos import CofreEmMemoria
from envio.correio.smtp import TransporteSMTP
from modelos.avisos import autorizacao
from modelos.base import abertura as bases
from modelos.base import copias, terminais
from modelos.cadastro import clientes
from regras.erros import ErroAviso
from tests.modelos.exemplos import gravar_cliente
from tests.ui.conftest import AGORA
from ui import aplicativo, excecoes
from ui.base.mensagem import DialogoMensagem
from ui.janela.janela import JanelaFechamento


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


def _a_vista(app: QApplication) -> JanelaFechamento:
    """A janela aberta agora; a de outro teste pode ainda existir, escondida."""
    return next(item for item in app.topLevelWidgets() if isinstance(item, JanelaFechamento) and item.isVisible())


def test_abre_registra_o_terminal_e_ao_fechar_o_tira(
    qtbot: QtBot, tmp_path: Path, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    vistos: list[object] = []

    def fechar(app: QApplication) -> int:
        janela = _a_vista(app)
        vistos.append([terminal.nome for terminal in terminais.vivos()])
        QTimer.singleShot(0, janela.close)
        qtbot.waitUntil(lambda: not janela.isVisible(), timeout=60_000)
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


def test_restaurar_fecha_troca_a_base_e_reabre_nela_travada(
    qtbot: QtBot, tmp_path: Path, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    caminho = tmp_path / "aviso.db"
    with bases.abrir(caminho) as base:
        gravar_cliente("antigo")
        copia = copias.copiar(base, tmp_path / "copias", AGORA).arquivo
        gravar_cliente("novo")
    vistos: list[tuple[bool, str | None, int]] = []

    def operar(app: QApplication) -> int:
        janela = _a_vista(app)
        vistos.append((clientes.obter("novo") is not None, autorizacao.travada(), len(terminais.vivos())))
        if len(vistos) == 1:
            assert janela.faixa_da_trava.isHidden()
            QTimer.singleShot(0, lambda: janela.restaurar(copia))
        else:
            qtbot.waitUntil(lambda: not janela.faixa_da_trava.isHidden(), timeout=60_000)
            assert "restaurada em" in janela.faixa_da_trava.motivo.text()
            assert copia.name in janela.estado.texto()
            QTimer.singleShot(0, janela.close)
        qtbot.waitUntil(lambda: not janela.isVisible(), timeout=60_000)
        return 0

    monkeypatch.setattr(QApplication, "exec", operar)
    assert _abrir(caminho, hoje) == 0
    (tinha_novo, livre, _), (ainda_tem, travada, abertos) = vistos
    assert (tinha_novo, livre) == (True, None)
    assert (ainda_tem, abertos) == (False, 1)
    assert travada is not None
    (guardada,) = tmp_path.glob("aviso-antes-de-restaurar-*.db")
    with bases.abrir(guardada):
        assert clientes.obter("novo") is not None


def test_restauracao_que_falha_diz_por_que_e_reabre_a_base_de_antes(
    qtbot: QtBot, tmp_path: Path, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    mostrados: list[ErroAviso] = []
    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", lambda _pai, _titulo, erro: mostrados.append(erro))
    caminho = tmp_path / "aviso.db"
    with bases.abrir(caminho):
        gravar_cliente("novo")
    vistos: list[bool] = []

    def operar(app: QApplication) -> int:
        janela = _a_vista(app)
        vistos.append(clientes.obter("novo") is not None)
        sumiu = tmp_path / "sumiu.db"
        QTimer.singleShot(0, janela.close if len(vistos) == 2 else lambda: janela.restaurar(sumiu))
        qtbot.waitUntil(lambda: not janela.isVisible(), timeout=60_000)
        return 0

    monkeypatch.setattr(QApplication, "exec", operar)
    assert _abrir(caminho, hoje) == 0
    assert vistos == [True, True]
    assert len(mostrados) == 1
