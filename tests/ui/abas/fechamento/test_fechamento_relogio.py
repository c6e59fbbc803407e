"""Relógio errado, na guia: data improvável se confirma, e a fechada à frente do relógio volta (regras.md §2.12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.fechamento.vistoria import Nivel, vistoriar
from modelos.avisos import fechamentos
from regras.relogio import Suspeita
from tests.ui.cenario_fechamento import AGORA, Cenario, preparar
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.conferencia import em_itens
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.base.confirmacao import DialogoConfirmacao

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


def test_data_a_frente_do_relogio_pergunta_antes(
    aba: AbaFechamento, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntadas: list[date] = []

    def recusar(_pai: object, suspeita: Suspeita) -> bool:
        perguntadas.append(suspeita.data)
        return False

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_data", recusar)
    amanha = hoje + timedelta(days=1)
    aba.fechar_dia.data.definir_data(amanha)
    aba.fechar()
    qtbot.waitUntil(lambda: perguntadas == [amanha])
    assert fechamentos.ultimo() is None


def test_fechado_com_data_a_frente_pergunta_e_da_como_feito_hoje(
    aba: AbaFechamento, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    fechamentos.abrir(hoje + timedelta(days=800), AGORA, habilitado=True)
    perguntas: list[str] = []
    resposta = False

    def responder(_titulo: str, pergunta: str, **outros: object) -> bool:
        perguntas.append(f"{pergunta} {outros['detalhe']}")
        return resposta

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", responder)
    aba.fechar()
    qtbot.waitUntil(lambda: len(perguntas) == 1)
    assert "1 fechamento, de 01/02/2029" in perguntas[0]
    assert [item.acao for item in em_itens(vistoriar(hoje, aba.contexto.ambiente)) if item.nivel is Nivel.IMPEDE] == [
        "Corrigir"
    ]
    resposta = True
    aba.fechar()
    qtbot.waitUntil(lambda: (feito := fechamentos.ultimo()) is not None and feito.data == hoje)
    qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)
    assert vistoriar(hoje, aba.contexto.ambiente).impedimentos == []
