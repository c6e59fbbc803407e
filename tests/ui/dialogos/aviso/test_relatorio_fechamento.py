"""A tela do relatório do fechamento: escolher, ver, salvar e abrir."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from boletos.papel import leitura_pdf
from envio.fechamento import fechamento, relatorio_fechamento
from modelos.avisos import fechamentos
from tests.ui.cenario_fechamento import Cenario, preparar
from ui import frases_dos_apontamentos as apontamentos
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Assunto
from ui.dialogos.aviso import leitor
from ui.dialogos.aviso.relatorio_fechamento import DialogoRelatorioFechamento
from ui.tabelas import exportacao
from ui.tabelas.andamento import dizer_situacao
from ui.trabalho import Trabalho


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """Dois dias fechados: hoje e amanhã."""
    with preparar(tmp_path, hoje, qtbot) as pronto:
        for data in (hoje, hoje + timedelta(days=1)):
            list(fechamento.executar(data, pronto.contexto.ambiente))
        yield pronto


def _abrir(cenario: Cenario, qtbot: QtBot, argumento: object = None) -> DialogoRelatorioFechamento:
    dialogo = DialogoRelatorioFechamento(cenario.contexto, argumento)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    return dialogo


def _salvar(dialogo: DialogoRelatorioFechamento, qtbot: QtBot, destino: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    qtbot.mouseClick(dialogo.botao_salvar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    return dialogo.situacao.texto()


def test_abre_no_mais_novo_com_as_paginas_a_vista(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.total.text() == "2 fechamentos"
    assert dialogo.folheador.pagina() == "Página 1 de 1"
    assert dialogo.folheador.folha.pixmap().width() > 400
    assert dialogo.focusWidget() is dialogo.visao


def test_a_seta_troca_o_fechamento_e_o_que_se_salva(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo, destino = _abrir(cenario, qtbot), tmp_path / "r.pdf"
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert _salvar(dialogo, qtbot, destino, monkeypatch) == "r.pdf salvo"
    mais_velho = fechamentos.listar()[-1]
    assert destino.read_bytes() == relatorio_fechamento.em_pdf(mais_velho.id, apontamentos.detalhe_de_fora)
    assert "24/11/2026" in leitura_pdf.texto(destino.read_bytes())


def test_aberta_numa_data_mostra_so_os_dela_e_apagar_mostra_todos(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot, hoje)
    assert dialogo.total.text() == "1 fechamento"
    dialogo.data.selectAll()
    qtbot.keyClick(dialogo.data, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialogo.total.text() == "2 fechamentos")


def test_data_digitada_filtra_e_a_que_nao_foi_fechada_e_dita(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClicks(dialogo.data, "02012026")
    qtbot.waitUntil(lambda: dialogo.total.text() == "Nenhum fechamento em 02/01/2026.")
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert not dialogo.botao_salvar.isEnabled()
    assert not dialogo.botao_abrir.isEnabled()
    assert dialogo.folheador.pagina() == ""


def test_falha_ao_salvar_vira_frase(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert "Não foi possível gravar" in _salvar(dialogo, qtbot, tmp_path / "nao-ha" / "r.pdf", monkeypatch)


def test_abrir_entrega_o_pdf_ao_leitor_do_sistema(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    abertos: list[Path] = []
    monkeypatch.setattr(leitor, "abrir", abertos.append)
    dialogo = _abrir(cenario, qtbot)
    qtbot.mouseClick(dialogo.botao_abrir, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(abertos))
    assert abertos[0].name == "relatorio-do-fechamento-2026-11-25.pdf"
    assert abertos[0].read_bytes().startswith(b"%PDF")


def test_sem_leitor_no_sistema_a_tela_diz(cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ditos: list[object] = []
    monkeypatch.setattr(leitor.QDesktopServices, "openUrl", lambda _url: False)
    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", lambda *argumentos: ditos.append(argumentos[-1]))
    dialogo = _abrir(cenario, qtbot)
    qtbot.mouseClick(dialogo.botao_abrir, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(ditos))
    assert "não tem um programa" in str(ditos[0])


def test_fechamento_novo_entra_na_lista_e_o_escolhido_continua(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot)
    antes = dialogo.visao.atual()
    list(fechamento.executar(hoje + timedelta(days=2), cenario.contexto.ambiente))
    cenario.contexto.avisar(Assunto.FECHAMENTOS)
    qtbot.waitUntil(lambda: dialogo.total.text() == "3 fechamentos")
    assert dialogo.visao.atual() == antes


def test_sem_fechamento_nenhum_diz_isso(tmp_path: Path, hoje: date, qtbot: QtBot) -> None:
    with preparar(tmp_path / "nova", hoje, qtbot) as vazio:
        dialogo = _abrir(vazio, qtbot)
        assert dialogo.total.text() == "Nenhum fechamento feito ainda."
        assert not dialogo.botao_salvar.isEnabled()


def test_a_lista_diz_como_acabou(cenario: Cenario) -> None:
    assert dizer_situacao(fechamentos.listar()[0])[0] == "Completo"
    assert cenario.correio.entregues
