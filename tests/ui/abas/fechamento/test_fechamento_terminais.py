"""Fechar o dia com outros programas na mesma base, de verdade: em outro processo, e mortos no meio."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.base import terminais
from tests.modelos.processos import ENTRAR, SEGURAR, outro_processo
from tests.ui.cenario_fechamento import Cenario, preparar
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.perguntas_do_fechamento import Resposta

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """Três clientes que recebem, e este terminal entre os abertos."""
    with preparar(tmp_path, hoje, qtbot) as pronto:
        pronto.contexto.terminal = terminais.entrar("SIDICOM", "Marlene", pronto.contexto.agora())
        yield pronto
        terminais.sair(pronto.contexto.terminal)


@pytest.fixture
def aba(cenario: Cenario, qtbot: QtBot) -> AbaFechamento:
    """A guia, pronta para fechar."""
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.resize(1366, 480)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(lambda: aba.fechar_dia._emails.text() == "3 e-mails" and aba.fechar_dia.fechar.isEnabled())
    return aba


@pytest.fixture
def dizer_sim(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """O que cada pergunta disse; a resposta é sempre sim."""
    perguntas: list[str] = []

    def sim(_pai: object, situacao: object, outros: object, _antes: object) -> Resposta:
        dialogo = perguntas_do_fechamento.montar_confirmacao(None, situacao, outros)  # type: ignore[arg-type]
        perguntas.append(dialogo.accessibleDescription())
        dialogo.deleteLater()
        return Resposta.SIM

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", sim)
    return perguntas


def _fechar(aba: AbaFechamento, qtbot: QtBot) -> None:
    qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.voltar.isVisible)


def test_confirmacao_diz_quem_mais_esta_com_a_base_aberta_e_o_morto_nao_conta(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    caminho = cenario.contexto.base.caminho
    with outro_processo(ENTRAR, caminho) as morto, outro_processo(ENTRAR, caminho) as vivo:
        morto.esperar("entrou")
        morto.matar()
        vivo.esperar("entrou")
        _fechar(aba, qtbot)
    assert "Outro terminal está aberto: CAIXA (maria)." in dizer_sim[0]


def test_so_com_este_terminal_a_confirmacao_nao_fala_de_outros(
    aba: AbaFechamento, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    _fechar(aba, qtbot)
    assert "terminal" not in dizer_sim[0]


def test_fechamento_em_outro_programa_vira_frase_e_o_morto_no_meio_nao_prende(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    with outro_processo(SEGURAR, cenario.contexto.base.caminho) as processo:
        processo.esperar("com a trava")
        _fechar(aba, qtbot)
        assert "Outro fechamento está em andamento" in aba.andamento._caixa.titulo()
        assert cenario.correio.entregues == []
        processo.matar()
    qtbot.mouseClick(aba.andamento.voltar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)
    _fechar(aba, qtbot)
    assert len(cenario.correio.entregues) == 3
