"""Decidir vários avisos em dúvida de uma vez, pelo histórico."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.correio.falhas import RespostaPerdida
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from regras.aviso import Estado
from tests.ui.cenario_fechamento import preparar
from ui.dialogos.aviso import historico
from ui.dialogos.aviso.historico import DialogoHistorico


@pytest.mark.parametrize("sim", [False, True])
def test_so_os_marcados_viram_enviados_e_so_com_o_sim(
    tmp_path: Path, hoje: date, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sim: bool
) -> None:
    with preparar(tmp_path, hoje, qtbot) as cenario:
        cenario.correio.ao_transmitir = [RespostaPerdida("127.0.0.1", "a conexão caiu")] * 3
        list(fechamento.executar(hoje, cenario.contexto.ambiente))
        perguntas: list[str] = []
        monkeypatch.setattr(historico.DialogoMarcar, "perguntar", lambda _t, _e, nomes, marcados, **_: tuple(nomes[:2]))
        monkeypatch.setattr(
            historico.DialogoConfirmacao, "perguntar", lambda _t, pergunta, **_: perguntas.append(pergunta) or sim
        )
        tela = DialogoHistorico(cenario.contexto, Estado.EM_DUVIDA)
        qtbot.addWidget(tela)
        tela.show()
        qtbot.waitUntil(tela.decidir.isVisible)
        tela.decidir.click()
        qtbot.waitUntil(lambda: not tela._decisao.calculando)
        assert perguntas == ["Dar 2 avisos como enviados?"]
        assert len(avisos.listar(estados=[Estado.EM_DUVIDA])) == (1 if sim else 3)
        qtbot.waitUntil(lambda: "aviso" in tela.rodape.text() and tela.decidir.isVisible() is not sim)
        assert cenario.correio.entregues == []
