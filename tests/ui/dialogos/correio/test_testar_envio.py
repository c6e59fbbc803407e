from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.correio.transporte import Envelope, Resposta
from modelos.contas import contas_email
from regras.cadastro import ContaEmail, Seguranca
from ui.contexto import Contexto
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio, Ensaio
from ui.trabalho import Trabalho

CONTA = ContaEmail(3, "fin@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "fin@exemplo.com.br")


class _Correio:
    """Aceita tudo; `antes` roda ao abrir o envelope."""

    simultaneas = 1

    def __init__(self, antes: Callable[[], object] = lambda: None) -> None:
        self.enviadas: list[tuple[str, ...]] = []
        self.senhas: list[str | None] = []
        self._antes = antes

    def abrir(self, _conta: ContaEmail, senha: str | None) -> _Correio:
        self.senhas.append(senha)
        return self

    def abrir_envelope(self, _remetente: str, destinatarios: Sequence[str], _mime: bytes, envid: str = "") -> Envelope:
        self._antes()
        return Envelope(tuple(destinatarios))

    def transmitir(self, envelope: Envelope) -> Resposta:
        self.enviadas.append(envelope.aceitos)
        return Resposta(250, "ok, na fila como 77", "smtp.exemplo.com.br")

    def fechar(self) -> None:
        """Nada a fechar."""


def _abrir(qtbot: QtBot, contexto: Contexto, correio: _Correio, argumento: object) -> DialogoTestarEnvio:
    ambiente = replace(contexto.ambiente, abrir_transporte=correio.abrir)
    dialogo = DialogoTestarEnvio(Contexto(ambiente, contexto.hoje), argumento)
    qtbot.addWidget(dialogo)
    return dialogo


def test_o_teste_mostra_os_passos_e_a_resposta_do_servidor(qtbot: QtBot, contexto: Contexto) -> None:
    correio = _Correio()
    dialogo = _abrir(qtbot, contexto, correio, Ensaio(CONTA, "digitada"))
    dialogo.destinatario.setText("ana@exemplo.com.br")
    qtbot.mouseClick(dialogo.botao_enviar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert correio.enviadas == [("ana@exemplo.com.br",)]
    assert correio.senhas == ["digitada"]
    assert len(dialogo.passos()) == 2
    assert "na fila como 77" in dialogo.caixa.texto()


def test_o_botao_de_cancelar_esta_a_vista_mas_so_vale_com_o_teste_em_curso(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto, _Correio(), None)
    assert dialogo.botao_cancelar.isVisibleTo(dialogo)
    assert not dialogo.botao_cancelar.isEnabled()


def test_cancelar_antes_do_ponto_final_nao_envia(qtbot: QtBot, contexto: Contexto) -> None:
    pode_seguir = threading.Event()
    correio = _Correio(lambda: pode_seguir.wait(5))
    dialogo = _abrir(qtbot, contexto, correio, Ensaio(CONTA, "digitada"))
    dialogo.enviar()
    qtbot.waitUntil(lambda: len(dialogo.passos()) == 1)
    dialogo.reject()
    pode_seguir.set()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert correio.enviadas == []
    assert "Nada foi enviado" in dialogo.caixa.texto()


def test_conta_sem_senha_no_cofre_diz_o_que_falta(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(CONTA)
    correio = _Correio()
    dialogo = _abrir(qtbot, contexto, correio, 3)
    dialogo.enviar()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert "Informe a senha" in dialogo.caixa.texto()
    assert dialogo.botao_enviar.isEnabled()
    assert correio.senhas == []
