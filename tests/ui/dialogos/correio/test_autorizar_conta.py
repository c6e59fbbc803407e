"""Autorizar pela tela: o navegador do sistema, o código grande, cancelar, e o erro com o que fazer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from envio.acesso.oauth import consentimento
from envio.eventos import Aguardar
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from tests.envio.acesso.servidor_autorizacao import (
    APLICATIVO,
    RENOVACAO,
    SEGREDO,
    NoAr,
    Resposta,
    erro,
    por_no_ar,
)
from ui.contexto import Contexto
from ui.dialogos.correio import autorizar_conta
from ui.dialogos.correio.autorizar_conta import DialogoAutorizar, PedidoDeAutorizacao
from ui.trabalho import Trabalho

CONTA = ContaEmail(
    *(3, "fin@exemplo.com.br", "smtp.office365.com", 587, Seguranca.STARTTLS),
    autenticacao=Autenticacao.MICROSOFT,
    aplicativo=APLICATIVO,
)
Abrir = Callable[..., DialogoAutorizar]


@pytest.fixture
def no_ar() -> Iterator[NoAr]:
    with por_no_ar() as aberto:
        yield aberto


@pytest.fixture
def abertas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """As páginas que o programa mandou o navegador abrir."""
    paginas: list[str] = []

    def abrir(url: QUrl) -> bool:
        paginas.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(autorizar_conta.QDesktopServices, "openUrl", abrir)
    return paginas


@pytest.fixture
def abrir(qtbot: QtBot, contexto: Contexto, no_ar: NoAr, abertas: list[str]) -> Abrir:
    def montar(conta: ContaEmail = CONTA, segredo: str = "", *, por_codigo: bool = False) -> DialogoAutorizar:
        ambiente = replace(contexto.ambiente, abrir_oauth=lambda: no_ar.servico)
        pedido = PedidoDeAutorizacao(conta, segredo, por_codigo)
        dialogo = DialogoAutorizar(Contexto(ambiente, contexto.hoje), pedido)
        qtbot.addWidget(dialogo)
        dialogo.show()
        dialogo.autorizar()
        qtbot.waitUntil(lambda: bool(abertas) or not dialogo.botao_de_novo.isHidden() or dialogo.codigo.text() != "")
        return dialogo

    return montar


def test_pelo_navegador_fecha_sozinho_com_os_tokens(
    qtbot: QtBot, abrir: Abrir, no_ar: NoAr, abertas: list[str]
) -> None:
    dialogo = abrir()
    assert abertas[0].startswith(f"{no_ar.servidor.endereco}/pagina?")
    qtbot.mouseClick(dialogo.botao_copiar, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == abertas[0]
    with qtbot.waitSignal(dialogo.accepted):
        no_ar.navegador.abrir(abertas[0])
    assert dialogo.tokens is not None
    assert dialogo.tokens.renovacao == RENOVACAO
    assert RENOVACAO not in dialogo.caixa.texto() + dialogo.codigo.text()


def test_o_codigo_aparece_grande_e_se_copia(
    qtbot: QtBot, abrir: Abrir, no_ar: NoAr, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_ar.servidor.proximas = [erro("authorization_pending")]
    no_ar.servidor.dispositivo |= {"interval": 600}
    dialogo = abrir(por_codigo=True)
    assert dialogo.codigo.text() == "ABCD-1234"
    assert dialogo.codigo.isVisible()
    assert "https://exemplo.test/codigo" in dialogo.caixa.texto()
    assert dialogo.codigo.font().pointSizeF() > dialogo.caixa.font().pointSizeF()
    qtbot.mouseClick(dialogo.botao_copiar, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ABCD-1234"
    with qtbot.waitSignal(dialogo.rejected):
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert dialogo.tokens is None
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def test_codigo_digitado_fecha_com_os_tokens(qtbot: QtBot, abrir: Abrir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consentimento, "Aguardar", lambda _segundos, motivo: Aguardar(0, motivo))
    dialogo = abrir(por_codigo=True)
    qtbot.waitUntil(lambda: dialogo.tokens is not None)
    qtbot.waitUntil(lambda: not dialogo.isVisible())


def test_cancelar_enquanto_espera_o_navegador(qtbot: QtBot, abrir: Abrir) -> None:
    dialogo = abrir()
    with qtbot.waitSignal(dialogo.rejected):
        dialogo.reject()
    assert dialogo.tokens is None


def test_recusa_diz_o_que_fazer_e_deixa_tentar_de_novo(
    qtbot: QtBot, abrir: Abrir, no_ar: NoAr, abertas: list[str]
) -> None:
    no_ar.servidor.na_pagina = {"error": "access_denied"}
    dialogo = abrir()
    no_ar.navegador.abrir(abertas[0])
    qtbot.waitUntil(lambda: not dialogo.botao_de_novo.isHidden())
    assert "recusada" in dialogo.caixa.titulo()
    assert "administrador" in dialogo.caixa.texto()
    assert dialogo.botao_abrir.isHidden()
    no_ar.servidor.na_pagina = None
    qtbot.mouseClick(dialogo.botao_de_novo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(abertas) == 2)
    with qtbot.waitSignal(dialogo.accepted):
        no_ar.navegador.abrir(abertas[1])


def test_o_google_usa_o_segredo_digitado(qtbot: QtBot, abrir: Abrir, no_ar: NoAr, abertas: list[str]) -> None:
    dialogo = abrir(replace(CONTA, autenticacao=Autenticacao.GOOGLE), SEGREDO)
    assert SEGREDO not in abertas[0]
    with qtbot.waitSignal(dialogo.accepted):
        no_ar.navegador.abrir(abertas[0])
    assert no_ar.servidor.pedidos[-1][1]["client_secret"] == SEGREDO


def test_sem_o_segredo_nem_comeca(abrir: Abrir, abertas: list[str]) -> None:
    dialogo = abrir(replace(CONTA, autenticacao=Autenticacao.GOOGLE))
    assert "segredo" in dialogo.caixa.titulo()
    assert abertas == []


def test_provedor_fora_do_ar(qtbot: QtBot, abrir: Abrir, no_ar: NoAr) -> None:
    no_ar.servidor.responder_dispositivo = lambda _campos: Resposta(503, b"")  # type: ignore[method-assign]
    dialogo = abrir(por_codigo=True)
    assert "503" in dialogo.caixa.titulo()


def test_navegador_que_nao_abre_manda_copiar_o_endereco(
    qtbot: QtBot, abrir: Abrir, abertas: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nao_abrir(url: QUrl) -> bool:
        abertas.append(url.toString())
        return False

    monkeypatch.setattr(autorizar_conta.QDesktopServices, "openUrl", nao_abrir)
    dialogo = abrir()
    assert "copie o endereço" in dialogo.caixa.texto()
    with qtbot.waitSignal(dialogo.rejected):
        dialogo.reject()
