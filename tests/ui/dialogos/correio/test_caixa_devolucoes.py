"""A caixa das devoluções: proposta, gravada com senha própria, testada e esquecida."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.correio.caixa_de_entrada import Entrada
from modelos.avisos import caixas_devolucoes
from modelos.contas import contas_email
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel
from tests.ui.dialogos.caixa_falsa import Caixa
from ui.contexto import Contexto
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes

CONTA = ContaEmail(1, "cobranca@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "cobranca")


@pytest.fixture
def caixa(contexto: Contexto) -> Caixa:
    """A conta 1, e uma caixa em memória no lugar da do servidor."""
    contas_email.gravar(CONTA)
    em_memoria = Caixa()
    contexto.ambiente = replace(contexto.ambiente, abrir_caixa=em_memoria)
    return em_memoria


def _ficha(qtbot: QtBot, contexto: Contexto, argumento: object = None) -> DialogoCaixaDevolucoes:
    ficha = DialogoCaixaDevolucoes(contexto, argumento)
    qtbot.addWidget(ficha)
    return ficha


def test_caixa_proposta_gravada_com_senha_propria_e_esquecida(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(CONTA)
    ficha = _ficha(qtbot, contexto, 1)
    assert ficha.configurada() == CaixaDevolucoes(1, "imap.exemplo.com.br")
    assert not ficha.botao_deixar.isEnabled()
    ficha.senha.setText("da caixa")
    qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert caixas_devolucoes.obter(1) == CaixaDevolucoes(1, "imap.exemplo.com.br")
    assert contexto.ambiente.cofre.obter("1:caixa") == "da caixa"
    assert contexto.ambiente.cofre.obter(1) is None
    outra = _ficha(qtbot, contexto, 1)
    qtbot.mouseClick(outra.botao_deixar, Qt.MouseButton.LeftButton)
    assert caixas_devolucoes.listar() == []
    assert contexto.ambiente.cofre.obter("1:caixa") is None


def test_dado_ruim_aparece_no_campo(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(CONTA)
    ficha = _ficha(qtbot, contexto)
    ficha.textos["porta"].setText("abc")
    assert not ficha.gravar()
    assert "1 a 65535" in ficha.formulario.erro_de(ficha.textos["porta"])
    ficha.testar()
    assert caixas_devolucoes.listar() == []


def test_sem_conta_cadastrada_nao_grava(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto)
    ficha.textos["servidor"].setText("imap.exemplo.com.br")
    assert not ficha.gravar()
    assert "Cadastre antes" in ficha.formulario.erro_de(ficha.escolha)


def test_testar_entra_com_a_senha_digitada_e_nao_grava(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    ficha = _ficha(qtbot, contexto, 1)
    ficha.senha.setText("digitada")
    qtbot.mouseClick(ficha.botao_testar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(ficha.botao_testar.isEnabled)
    assert ficha.caixa.titulo() == "A leitura funciona"
    assert caixa.entradas == [Entrada("cobranca", "digitada")]
    assert contexto.ambiente.cofre.obter("1:caixa") is None


def test_testar_que_falha_diz_o_que_conferir(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    contexto.ambiente.cofre.guardar(1, "segredo")
    caixa.falha = AmbienteIndisponivel("O servidor não respondeu.", "Confira a rede.")
    ficha = _ficha(qtbot, contexto, 1)
    ficha.testar()
    qtbot.waitUntil(ficha.botao_testar.isEnabled)
    assert (ficha.caixa.titulo(), ficha.caixa.texto()) == ("O servidor não respondeu.", "Confira a rede.")


def test_campos_que_recebem_foco_tem_nome_acessivel(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoCaixaDevolucoes(contexto)
    qtbot.addWidget(dialogo)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []
