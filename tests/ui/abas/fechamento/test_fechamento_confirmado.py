"""O que se confirma é o que se envia: o plano que muda entre a pergunta e o Sim pergunta de novo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from envio.fechamento.vistoria import Vistoria
from modelos.avisos import leitura as avisos
from modelos.contas import contas_email, parametros
from regras.cadastro import Seguranca
from tests.ui.cenario_fechamento import CONTA, Cenario, preparar
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.perguntas_do_fechamento import Resposta
from ui.base.mensagem import DialogoMensagem

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    with preparar(tmp_path, hoje, qtbot) as pronto:
        yield pronto


@pytest.fixture
def aba(cenario: Cenario, qtbot: QtBot) -> AbaFechamento:
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.resize(1366, 480)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)
    return aba


@pytest.mark.parametrize("resposta", [Resposta.NAO, Resposta.SIM])
def test_data_da_previa_vale_so_ate_a_resposta(
    aba: AbaFechamento, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch, resposta: Resposta
) -> None:
    """A data de uma prévia não fica na janela: o F9 seguinte fecharia outro dia sem ninguém ver."""
    datas: list[date] = []

    def responder(_pai: object, vistoria: Vistoria, *_outros: object) -> Resposta:
        datas.append(vistoria.plano.data)
        return resposta

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_data", lambda *_: True)
    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", responder)
    outra = hoje + timedelta(days=1)
    aba.fechar(outra)
    qtbot.waitUntil(lambda: bool(datas) and aba.envio is None and aba.fechar_dia.fechar.isEnabled())
    assert datas == [outra]
    assert aba.fechar_dia.data.data == hoje


def test_plano_que_mudou_entre_a_pergunta_e_o_sim_pergunta_de_novo(
    aba: AbaFechamento, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntas: list[str] = []

    def responder(_pai: object, vistoria: Vistoria, outros: object, antes: Vistoria | None) -> Resposta:
        dialogo = perguntas_do_fechamento.montar_confirmacao(None, vistoria, (), antes)
        perguntas.append(dialogo.accessibleDescription())
        dialogo.deleteLater()
        if antes is not None:
            return Resposta.NAO
        valores = parametros.obter()
        parametros.gravar(valores.__class__(habilitado=True, conta_email=valores.conta_email, enviar_vencidos=False))
        return Resposta.SIM

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", responder)
    aba.fechar()
    qtbot.waitUntil(lambda: len(perguntas) == 2)
    assert "Enviar 3 e-mails" in perguntas[0]
    assert "Enviar 3 e-mails" not in perguntas[1]
    assert "O plano mudou desde a pergunta, e nada saiu: eram 3 e-mails" in perguntas[1]
    assert avisos.listar(data=hoje) == []
    qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)


def test_data_que_nao_existe_nao_mostra_os_numeros_de_outra(aba: AbaFechamento, qtbot: QtBot, hoje: date) -> None:
    aba.fechar_dia.data.setText("31/02/2026")
    assert (aba.fechar_dia._emails.text(), aba.fechar_dia._valor.text()) == ("–", "–")
    assert "31/02/2026" in aba.fechar_dia._erro.findChildren(QLabel)[-1].text()
    aba.fechar_dia.data.definir_data(hoje)
    qtbot.waitUntil(lambda: aba.fechar_dia._emails.text() == "3 e-mails")


def test_o_que_impede_traz_o_remedio_e_leva_ao_lugar_certo(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    contas_email.gravar(replace(CONTA, usuario="cobranca", servidor="mail.aurora.com.br", seguranca=Seguranca.TLS))
    ofertas: list[str] = []
    monkeypatch.setattr(DialogoMensagem, "mostrar", lambda *_, **outros: ofertas.append(outros["remedio"]) or True)
    with qtbot.waitSignal(cenario.contexto.abrir) as pedido:
        aba.fechar()
    assert ofertas == ["Informar a senha…"]
    assert pedido.args == ["contas_email", 1]
