"""Que coluna é qual: o que não se reconhece é perguntado antes de gravar, e fica aprendido."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.importacao import mapas
from modelos.importacao.exame_de_arquivo import examinar
from modelos.importacao.resultado import Tipo
from ui.contexto import Contexto
from ui.dialogos.base.de_para import DialogoDePara
from ui.dialogos.base.importar import DialogoImportar
from ui.trabalho import Trabalho

ESTRANHA = "Quem;Papel;Correio\n001;Padaria;a@b.com\n002;;c@d.com\n"


@pytest.fixture
def planilha(tmp_path: Path) -> Path:
    arquivo = tmp_path / "do-erp.csv"
    arquivo.write_text(ESTRANHA, encoding="utf-8")
    return arquivo


@pytest.fixture
def dialogo(qtbot: QtBot, contexto: Contexto, planilha: Path) -> DialogoDePara:
    dialogo = DialogoDePara(contexto, examinar(planilha, Tipo.CLIENTES), Tipo.CLIENTES)
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def _escolher(dialogo: DialogoDePara, qtbot: QtBot, **colunas: str) -> None:
    for titulo, coluna in colunas.items():
        dialogo.escolhas[titulo].definir(coluna)
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def test_diz_o_que_falta_e_so_confirma_completo(dialogo: DialogoDePara, qtbot: QtBot) -> None:
    assert not dialogo.confirmar.isEnabled()
    assert "codigo e nome" in dialogo.situacao.texto()
    _escolher(dialogo, qtbot, Quem="codigo", Papel="nome")
    assert dialogo.confirmar.isEnabled()
    assert "1 linha abaixo não entra; a primeira é a 3: nome: é obrigatória e está vazia." in dialogo.situacao.texto()


def test_uma_coluna_e_de_um_titulo_so(dialogo: DialogoDePara, qtbot: QtBot) -> None:
    _escolher(dialogo, qtbot, Quem="codigo", Papel="nome")
    _escolher(dialogo, qtbot, Correio="nome")
    assert dialogo.colunas() == {"Quem": "codigo", "Papel": "", "Correio": "nome"}


def test_confirmado_fica_aprendido(dialogo: DialogoDePara, qtbot: QtBot, planilha: Path) -> None:
    _escolher(dialogo, qtbot, Quem="codigo", Papel="nome", Correio="email")
    dialogo.confirmar.click()
    exame = examinar(planilha)
    assert (exame.tipo, exame.aprendido, exame.faltam) == (Tipo.CLIENTES, True, ())


@pytest.mark.parametrize("aceita", [True, False])
def test_importar_pergunta_o_que_nao_reconhece(
    qtbot: QtBot, contexto: Contexto, planilha: Path, monkeypatch: pytest.MonkeyPatch, aceita: bool
) -> None:
    def responder(dialogo: DialogoDePara) -> bool:
        dialogo.escolhas["Quem"].definir("codigo")
        dialogo.escolhas["Papel"].definir("nome")
        if aceita:
            dialogo.guardar()
        return aceita

    monkeypatch.setattr(DialogoDePara, "responder", responder)
    importar = DialogoImportar(contexto)
    qtbot.addWidget(importar)
    importar.open()
    importar.campo(Tipo.CLIENTES).definir(planilha)
    importar.comecar()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and importar.importar.isEnabled(), timeout=60_000)
    esperado = "2 lidas, 1 incluída, 1 rejeitada" if aceita else "Não foi importado: falta codigo e nome."
    assert esperado in importar.frase_de(Tipo.CLIENTES)
    assert clientes.pagina(Consulta()).total == int(aceita)
    assert len(mapas.listar()) == int(aceita)


def test_planilha_solta_na_janela_vai_para_o_campo_do_que_ela_parece(
    qtbot: QtBot, contexto: Contexto, tmp_path: Path
) -> None:
    arquivo = tmp_path / "titulos.csv"
    arquivo.write_text("Relatório\nCliente;Título;Parc;Vencto;Valor Original\n", encoding="utf-8")
    importar = DialogoImportar(contexto, arquivo)
    qtbot.addWidget(importar)
    importar.open()
    qtbot.waitUntil(lambda: importar.campo(Tipo.DEBITOS).caminho() == arquivo, timeout=60_000)
    QApplication.processEvents()
    assert importar.colunas.tipo is Tipo.DEBITOS


def test_solta_que_nao_e_planilha_do_erp_e_dita(qtbot: QtBot, contexto: Contexto, tmp_path: Path) -> None:
    arquivo = tmp_path / "x.csv"
    arquivo.write_text("alfa;beta\n1;2\n", encoding="utf-8")
    importar = DialogoImportar(contexto, arquivo)
    qtbot.addWidget(importar)
    importar.open()
    qtbot.waitUntil(lambda: "não parece" in importar.formulario.erro_de(importar.campo(Tipo.EMPRESA)), timeout=60_000)
