"""O que os avisos trouxeram, na janela: números, gráfico, tabelas, período e PDF."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from modelos.carteira import debitos
from regras.aviso import Estado
from tests.modelos.exemplos import HOJE, avisado, dia, gravar_aviso, gravar_debito
from ui.contexto import Contexto
from ui.dialogos.carteira.efeito import DialogoEfeito
from ui.tabelas import exportacao
from ui.trabalho import Trabalho


@pytest.fixture
def tela(contexto: Contexto, qtbot: QtBot) -> DialogoEfeito:
    """Um débito avisado há seis dias e pago hoje, e outro nunca avisado."""
    pago = gravar_debito(vence_em=-10, pago_em=HOJE)
    gravar_debito(documento="2", vence_em=-2, pago_em=HOJE)
    gravar_aviso(estado=Estado.ENVIADO, data=dia(-6), debitos=[avisado(vence_em=-10)])
    assert debitos.obter(pago.chave) is not None
    tela = DialogoEfeito(contexto)
    qtbot.addWidget(tela)
    _esperar(qtbot)
    return tela


def _esperar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def test_mostra_os_numeros_a_faixa_e_o_mes(tela: DialogoEfeito) -> None:
    assert [numero.text() for numero in tela.numeros.values()] == [
        "R$\xa0100,00",
        "R$\xa0100,00",
        "– → 6,0 dias",
        "0 de 0",
    ]
    assert "1 pagamento, R$\xa0100,00" in tela.fora.text()
    textos = [tela.faixas.textos(parte) for parte in tela.faixas.linhas()]
    assert textos[1] == ["1–30 dias", "1", "0,00", "100,00", "100,00", "100,00"]
    assert tela.meses.textos(next(iter(tela.meses.linhas())))[0] == "novembro de 2026"


def test_o_periodo_filtra_pelo_dia_do_pagamento_e_ao_contrario_e_dito(tela: DialogoEfeito, qtbot: QtBot) -> None:
    tela.ate.definir_data(HOJE - timedelta(days=1))
    _esperar(qtbot)
    assert next(iter(tela.numeros.values())).text() == "R$\xa00,00"
    tela.de.definir_data(HOJE)
    _esperar(qtbot)
    assert "posterior" in tela.caixa.texto()


def test_salva_o_pdf(tela: DialogoEfeito, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: tmp_path / "e.pdf")
    tela.botao_pdf.click()
    _esperar(qtbot)
    assert (tmp_path / "e.pdf").read_bytes().startswith(b"%PDF")
    assert "e.pdf salvo" in tela.caixa.texto()
