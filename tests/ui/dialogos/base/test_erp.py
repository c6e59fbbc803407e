"""Banco do ERP na janela: guardar, testar passo a passo, conferir as colunas e importar na hora."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.erp import importacao
from modelos.cadastro import clientes
from modelos.carteira import consultas_erp
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from modelos.importacao import mapas
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Contexto
from ui.dialogos.base.de_para import DialogoDePara
from ui.dialogos.base.erp import DialogoConsultaErp, DialogoErp
from ui.dialogos.base.erp_teste import DialogoTesteErp
from ui.trabalho import Trabalho


@pytest.fixture
def consulta(tmp_path: Path) -> ConsultaErp:
    """Um ERP com dois clientes, de colunas que só se entendem ensinadas."""
    arquivo = tmp_path / "erp.db"
    with closing(sqlite3.connect(arquivo)) as banco, banco:
        banco.execute("CREATE TABLE t (quem TEXT, papel TEXT)")
        banco.executemany("INSERT INTO t VALUES (?, ?)", [("901", "Padaria"), ("902", "")])
    return ConsultaErp("clientes", Sgbd.SQLITE.value, str(arquivo), "SELECT quem, papel FROM t", "clientes")


def _esperar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=20_000)


def test_guarda_a_consulta_e_a_senha_no_cofre_e_o_erro_vai_ao_campo(
    contexto: Contexto, qtbot: QtBot, consulta: ConsultaErp
) -> None:
    ficha = DialogoConsultaErp(contexto, None)
    qtbot.addWidget(ficha, before_close_func=lambda aberta: setattr(aberta, "alterada", False))
    ficha.mostrar(replace(consulta, consulta="DROP TABLE t", porta=0))
    assert not ficha.gravar()
    assert "SELECT" in ficha.formulario.erro_de(ficha.campos["consulta"].widget)
    ficha.mostrar(consulta)
    ficha.senha.definir("segredo")
    assert ficha.gravar()
    assert consultas_erp.listar() == [consulta]
    assert contexto.ambiente.cofre.obter(importacao.chave("clientes")) == "segredo"


def test_testa_confere_as_colunas_e_importa(
    contexto: Contexto, qtbot: QtBot, consulta: ConsultaErp, monkeypatch: pytest.MonkeyPatch
) -> None:
    importacao.gravar(consulta, None, contexto.ambiente.cofre)
    teste = DialogoTesteErp(contexto, consulta, "")
    qtbot.addWidget(teste)
    teste.open()
    _esperar(qtbot)
    assert teste.passos() == ["Endereço do servidor", "Entrada no banco", "Consulta, só leitura", "Primeiras linhas"]
    assert "2 linhas lidas" in teste.caixa.texto()

    def ensinar(dialogo: DialogoDePara) -> bool:
        dialogo.escolhas["quem"].definir("codigo")
        dialogo.escolhas["papel"].definir("nome")
        dialogo.guardar()
        return True

    monkeypatch.setattr(DialogoDePara, "responder", ensinar)
    teste.conferir_colunas()
    qtbot.waitUntil(lambda: bool(mapas.listar()), timeout=20_000)
    _esperar(qtbot)
    lista = DialogoErp(contexto)
    qtbot.addWidget(lista)
    lista.open()
    lista.visao.selecionar(0)
    lista.importar()
    _esperar(qtbot)
    assert lista.caixa.texto().startswith("2 linhas lidas, 1 incluída e 1 rejeitada.")
    assert clientes.obter("901") is not None
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_a, **_o: True)
    lista.excluir()
    assert consultas_erp.listar() == []


def test_o_teste_que_falha_diz_onde_parou(contexto: Contexto, qtbot: QtBot, consulta: ConsultaErp) -> None:
    teste = DialogoTesteErp(contexto, replace(consulta, consulta="SELECT * FROM nao_ha"), "")
    qtbot.addWidget(teste)
    teste.open()
    _esperar(qtbot)
    assert teste.passos() == ["Endereço do servidor", "Entrada no banco"]
    assert "nao_ha" in teste.caixa.titulo() + teste.caixa.texto()
    assert not teste.colunas.isEnabled()
