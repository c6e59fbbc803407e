from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from modelos.acesso import conexao
from modelos.cadastro import feriados
from tests.ui.apoio_janela import abrir_janela
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.contexto import Contexto
from ui.dialogos.previa.previa import DialogoPrevia
from ui.janela.faixas import FaixaDaMudanca
from ui.vigia import Vigia


def gravar_por_fora(contexto: Contexto, comando: str = "UPDATE empresas SET nome = nome || ' '") -> None:
    """O que faz outro programa na mesma base: uma conexão que não é deste."""
    with closing(sqlite3.connect(contexto.base.caminho)) as outro, outro:
        outro.execute(comando)


@pytest.fixture
def sinais(exemplo: Contexto) -> list[str]:
    ditos: list[str] = []
    exemplo.mudou_por_fora.connect(lambda: ditos.append("por fora"))
    exemplo.talvez_mudou.connect(lambda: ditos.append("talvez"))
    return ditos


@pytest.fixture
def vigia(exemplo: Contexto, qtbot: QtBot) -> Vigia:
    dono = QObject()
    vigia = Vigia(exemplo, dono)
    vigia.dono = dono  # type: ignore[attr-defined]  # vive com o vigia
    vigia.acompanhar()
    vigia.acompanhar(False)  # o teste olha na hora que quer
    return vigia


def test_gravacao_de_outro_programa_e_dita_uma_vez(vigia: Vigia, exemplo: Contexto, sinais: list[str]) -> None:
    vigia.olhar()
    assert sinais == []
    gravar_por_fora(exemplo)
    vigia.olhar()
    vigia.olhar()
    assert sinais == ["por fora"]


def test_gravacao_deste_programa_nao_e_dita_mas_se_rele_depois_dela(
    vigia: Vigia, exemplo: Contexto, sinais: list[str], qtbot: QtBot
) -> None:
    """A conexão da thread grava; se outro gravou junto não se sabe, e os números são relidos calados."""
    with qtbot.waitSignal(exemplo.calcular(lambda: feriados.gravar(date(2026, 3, 9), "Dia local")).iniciar().terminou):
        pass
    vigia.olhar()
    assert sinais == []
    vigia.olhar()
    assert sinais == ["talvez"]


def test_gravacao_em_curso_nao_e_de_outro_programa(vigia: Vigia, exemplo: Contexto, sinais: list[str]) -> None:
    with conexao.gravacoes.uma():
        gravar_por_fora(exemplo)
        vigia.olhar()
        vigia.olhar()
        assert sinais == []
    vigia.olhar()
    vigia.olhar()
    assert sinais == ["talvez"]


def test_durante_o_envio_ninguem_e_interrompido(vigia: Vigia, exemplo: Contexto, sinais: list[str]) -> None:
    exemplo.marcar_envio(True)
    gravar_por_fora(exemplo)
    vigia.olhar()
    assert sinais == []


def test_janela_diz_em_dois_segundos_e_o_f5_rele_e_tira_a_faixa(exemplo: Contexto, qtbot: QtBot) -> None:
    with abrir_janela(exemplo, qtbot) as janela:
        aba = janela.abas["fechamento"]
        assert isinstance(aba, AbaFechamento)
        qtbot.waitUntil(lambda: aba.fechar_dia._emails.text() not in ("–", "0 e-mails"))
        faixa = janela.findChild(FaixaDaMudanca)
        assert isinstance(faixa, FaixaDaMudanca)
        assert faixa.isHidden()
        gravar_por_fora(exemplo, "UPDATE clientes SET avisar = 0")
        qtbot.waitUntil(faixa.isVisible, timeout=3000)
        assert "e-mails" in aba.fechar_dia._emails.text()
        faixa.reler.click()
        assert faixa.isHidden()
        qtbot.waitUntil(lambda: aba.fechar_dia._emails.text() == "0 e-mails")


def test_previa_diz_que_a_base_mudou_e_rele(exemplo: Contexto, qtbot: QtBot) -> None:
    previa = DialogoPrevia(exemplo)
    qtbot.addWidget(previa)
    previa.show()
    qtbot.waitUntil(lambda: previa.quantos.text().startswith("37 recebem"))
    assert previa._de_fora.isHidden()
    gravar_por_fora(exemplo, "UPDATE clientes SET avisar = 0")
    exemplo.mudou_por_fora.emit()
    assert previa._de_fora.isVisible()
    exemplo.reler_tudo()
    qtbot.waitUntil(lambda: previa.quantos.text().startswith("0 recebem"))
    assert previa._de_fora.isHidden()
