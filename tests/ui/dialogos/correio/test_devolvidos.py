"""Endereços devolvidos: de onde veio a marca, e a busca na caixa."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from modelos.avisos import (
    caixa_de_saida,
    caixas_devolucoes,
    devolucoes,
    devolvidos,
    mensagens_guardadas,
)
from modelos.avisos.caixa_de_saida import NovoAviso
from modelos.avisos.devolucoes import Recebida
from modelos.contas import contas_email
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import Acao, CaixaDevolucoes, Devolucao, Notificacao
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import avisado
from tests.ui.dialogos.caixa_falsa import EM, Caixa
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.trabalho import Trabalho

MARIA = "maria@cliente.exemplo"
MESSAGE_ID = "<jlczqzwv54cpodbxelqp@exemplo.com.br>"
CONTA = ContaEmail(1, "cobranca@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "cobranca")


@pytest.fixture
def caixa(contexto: Contexto) -> Caixa:
    """A conta 1 com caixa e senha, e um aviso à Maria."""
    contas_email.gravar(CONTA)
    caixas_devolucoes.gravar(CaixaDevolucoes(1, "imap.exemplo.com.br"))
    contexto.ambiente.cofre.guardar(1, "segredo")
    hoje = date(2026, 11, 24)
    caixa_de_saida.gravar_pendentes([NovoAviso(hoje, "000123", "Cliente", "11|1|d", (MARIA,), (avisado(),))], EM)
    mensagens_guardadas.guardar(1, 1, MESSAGE_ID, (MARIA,), (avisado(),), b"oi", EM)
    em_memoria = Caixa()
    contexto.ambiente = replace(contexto.ambiente, abrir_caixa=em_memoria)
    return em_memoria


def _abrir(qtbot: QtBot, contexto: Contexto) -> DialogoDevolvidos:
    dialogo = DialogoDevolvidos(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    return dialogo


def _buscar(qtbot: QtBot, dialogo: DialogoDevolvidos) -> None:
    qtbot.mouseClick(dialogo.botao_buscar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.busca.em_curso)


def test_buscar_agora_marca_e_mostra_de_onde_veio(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    dialogo = _abrir(qtbot, contexto)
    with qtbot.waitSignal(contexto.mudou) as mudou:
        _buscar(qtbot, dialogo)
    assert Assunto.DEVOLVIDOS in mudou.args[0]
    assert dialogo.caixa.texto() == "1 devolução nova."
    (linha,) = dialogo.tabela.linhas()
    assert (linha.devolvido.email, linha.origem.aviso if linha.origem else 0) == (MARIA, 1)
    assert [lida.email for lida in dialogo.recebidas.linhas()] == [MARIA]
    _buscar(qtbot, dialogo)
    assert dialogo.caixa.texto() == "0 devoluções novas."


def test_caixa_que_falha_diz_por_que(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    caixa.falha = AmbienteIndisponivel("O servidor não respondeu.", "Confira a rede.")
    dialogo = _abrir(qtbot, contexto)
    _buscar(qtbot, dialogo)
    assert "Conta 1: O servidor não respondeu. Confira a rede." in dialogo.caixa.texto()
    assert dialogo.botao_buscar.text() == "&Buscar agora"


def test_sem_caixa_configurada_diz_onde(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto)
    _buscar(qtbot, dialogo)
    assert "Contas de e-mail" in dialogo.caixa.texto()


def test_fechar_durante_a_busca_para(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    dialogo = _abrir(qtbot, contexto)
    dialogo.buscar()
    dialogo.reject()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert not dialogo.isVisible()


@pytest.mark.parametrize("lista", ["visao", "visao_recebidas"])
def test_enter_abre_o_aviso_que_voltou(qtbot: QtBot, contexto: Contexto, caixa: Caixa, lista: str) -> None:
    dita = Notificacao((), (MESSAGE_ID,), (Devolucao((MARIA,), Acao.FALHOU, "5.1.1"),))
    devolucoes.registrar([Recebida(dita, "s", EM)], EM)
    dialogo = _abrir(qtbot, contexto)
    getattr(dialogo, lista).selecionar(0)
    with qtbot.waitSignal(contexto.abrir) as abriu:
        qtbot.keyClick(getattr(dialogo, lista), Qt.Key.Key_Return)
    assert abriu.args == ["aviso", 1]


def test_marca_do_envio_nao_tem_aviso_a_abrir(qtbot: QtBot, contexto: Contexto) -> None:
    devolvidos.marcar(MARIA, "550 5.1.1", EM)
    dialogo = _abrir(qtbot, contexto)
    with qtbot.assertNotEmitted(contexto.abrir):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_Return)


def test_campos_que_recebem_foco_tem_nome_acessivel(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoDevolvidos(contexto)
    qtbot.addWidget(dialogo)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []
