from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from envio.suporte.maquina import versao
from modelos.base import lugar
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Contexto
from ui.dialogos.ajuda.sobre import DialogoSobre


def test_diz_versao_e_onde_a_base_esta(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoSobre(contexto)
    qtbot.addWidget(dialogo)
    textos = [rotulo.text() for rotulo in dialogo.findChildren(QLabel)]
    assert versao() in textos
    assert str(contexto.base.caminho) in textos
    assert dialogo.findChildren(CaixaMensagem) == []


def test_base_em_pasta_da_nuvem_diz_o_risco_e_o_que_fazer(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lugar, "sincronizada", lambda _caminho: "o OneDrive")
    dialogo = DialogoSobre(contexto)
    qtbot.addWidget(dialogo)
    (caixa,) = dialogo.findChildren(CaixaMensagem)
    assert "o OneDrive leva para a nuvem" in caixa.texto()
    assert "passe-a para uma pasta só desta máquina" in caixa.texto()
