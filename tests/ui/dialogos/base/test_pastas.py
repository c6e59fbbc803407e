"""Pastas vigiadas: pôr, tirar, e ler na hora; e a janela, que lê ao abrir e antes de fechar."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from envio.pastas import leitura
from envio.pastas.cadastro import vigiar
from modelos.cadastro import clientes
from modelos.carteira import pastas_vigiadas
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto, Contexto
from ui.dialogos.base.pastas import DialogoPasta, DialogoPastas
from ui.trabalho import Trabalho

CLIENTES = "codigo;nome\n901;Padaria\n"


@pytest.fixture
def pasta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uma pasta com uma planilha de clientes."""
    monkeypatch.setattr(leitura, "ENTRE_OLHARES_S", 0)
    feita = tmp_path / "do_erp"
    feita.mkdir()
    (feita / "c.csv").write_text(CLIENTES, "utf-8")
    return feita


def test_grava_a_pasta_e_o_erro_vai_ao_campo(contexto: Contexto, qtbot: QtBot, pasta: Path, tmp_path: Path) -> None:
    ficha = DialogoPasta(contexto, None)
    qtbot.addWidget(ficha)
    ficha.caminho.definir(tmp_path / "falta")
    assert not ficha.gravar()
    assert "Não há pasta" in ficha.formulario.erro_de(ficha.caminho)
    ficha.caminho.definir(None)
    assert not ficha.gravar()
    assert "obrigatória" in ficha.formulario.erro_de(ficha.caminho)
    ficha.caminho.definir(pasta)
    assert ficha.gravar()
    (gravada,) = pastas_vigiadas.listar()
    assert (gravada.caminho, gravada.conta_cobranca, gravada.ausentes_baixar) == (str(pasta), "", False)
    outra = DialogoPasta(contexto, gravada)
    qtbot.addWidget(outra)
    outra.caminho.definir(tmp_path)
    assert outra.gravar()
    assert [cada.caminho for cada in pastas_vigiadas.listar()] == [str(tmp_path)]


def test_ler_agora_diz_cada_arquivo(contexto: Contexto, qtbot: QtBot, pasta: Path) -> None:
    vigiar(pasta)
    (pasta / "x.csv").write_text("alfa;beta\n", "utf-8")
    dialogo = DialogoPastas(contexto)
    qtbot.addWidget(dialogo)
    mudou: list[frozenset[Assunto]] = []
    contexto.mudou.connect(mudou.append)
    dialogo.ler_agora()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and dialogo.botao_ler.isEnabled(), timeout=60_000)
    assert f"c.csv, em {pasta}: clientes, 1 linha lida." in dialogo.caixa.texto()
    assert f"x.csv, em {pasta}: recusado: " in dialogo.caixa.texto()
    assert Assunto.CLIENTES in mudou[0]


def test_tirar_pergunta_e_nao_mexe_nos_arquivos(
    contexto: Contexto, qtbot: QtBot, pasta: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vigiar(pasta)
    dialogo = DialogoPastas(contexto)
    qtbot.addWidget(dialogo)
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_a, **_o: True)
    dialogo.visao.selecionar(0)
    dialogo.excluir()
    assert pastas_vigiadas.listar() == []
    assert (pasta / "c.csv").exists()


def test_a_janela_le_ao_abrir_e_antes_de_perguntar_se_fecha(
    contexto: Contexto, qtbot: QtBot, pasta: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vigiar(pasta)
    recados: list[str] = []
    contexto.recado.connect(recados.append)
    aba = AbaFechamento(contexto)
    qtbot.addWidget(aba)
    aba.atualizar()
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert recados == ["Pastas vigiadas: 1 arquivo lido."]
    assert clientes.obter("901") is not None
    (pasta / "d.csv").write_text(CLIENTES.replace("901", "902"), "utf-8")
    aba.atualizar()
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert clientes.obter("902") is None
    havia: list[bool] = []
    monkeypatch.setattr(aba, "_perguntar", lambda: havia.append(clientes.obter("902") is not None))
    aba.fechar()
    qtbot.waitUntil(lambda: bool(havia), timeout=60_000)
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert havia == [True]
