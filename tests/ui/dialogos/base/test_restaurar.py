from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from envio.entrega import conciliacao
from modelos import demonstracao
from modelos.acesso import dialeto, locais
from modelos.avisos import autorizacao
from modelos.avisos.autorizacao import IdentidadeDB, InstalacaoDB
from modelos.base import copias, terminais
from regras.base_travada import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel, ErroAviso
from tests.modelos.exemplos import gravar_cliente
from ui.componentes.botao import Link
from ui.contexto import Assunto, Contexto
from ui.dialogos.base import destravar, restaurar
from ui.dialogos.base.destravar import DialogoDestravar
from ui.dialogos.base.restaurar import DialogoRestaurar
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)
RESTAURADA = Bloqueio(PorQue.RESTAURADA, em=AGORA, copia="x.db")


@pytest.fixture(autouse=True)
def pasta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pasta de cópias do teste."""
    pasta = tmp_path / "copias"
    monkeypatch.setattr(locais, "pasta_de_copias", lambda: pasta)
    return pasta


@pytest.fixture
def copia(contexto: Contexto, hoje: date) -> Path:
    """Uma cópia com 40 clientes; a base ganha mais um depois."""
    demonstracao.popular(hoje, AGORA, porta=2525)
    arquivo = copias.copiar(contexto.base, None, AGORA).arquivo
    gravar_cliente("novo")
    return arquivo


def _abrir(qtbot: QtBot, contexto: Contexto) -> DialogoRestaurar:
    dialogo = DialogoRestaurar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    return dialogo


def _responder(monkeypatch: pytest.MonkeyPatch, resposta: bool) -> list[dict[str, object]]:
    perguntas: list[dict[str, object]] = []

    def perguntar(_titulo: str, pergunta: str, **outros: object) -> bool:
        perguntas.append({"pergunta": pergunta, **outros})
        return resposta

    monkeypatch.setattr(restaurar.DialogoConfirmacao, "perguntar", perguntar)
    return perguntas


def test_a_copia_escolhida_e_conferida_e_comparada_com_a_base(qtbot: QtBot, contexto: Contexto, copia: Path) -> None:
    dialogo = _abrir(qtbot, contexto)
    assert dialogo.situacao.titulo() == "Cópia conferida: está inteira"
    assert copia.name in dialogo.situacao.texto()
    assert [dialogo.conteudo.valor("Clientes", coluna) for coluna in (0, 1)] == ["40", "41"]
    assert dialogo.conteudo.valor("Último fechamento") == "nenhum"
    assert dialogo.botao_restaurar.isEnabled()


def test_o_sim_pede_a_troca_e_fecha_a_tela(
    qtbot: QtBot, contexto: Contexto, copia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntas = _responder(monkeypatch, True)
    dialogo = _abrir(qtbot, contexto)
    with qtbot.waitSignal(contexto.quer_restaurar) as pedido:
        qtbot.mouseClick(dialogo.botao_restaurar, Qt.MouseButton.LeftButton)
    assert pedido.args == [copia]
    assert not dialogo.isVisible()
    assert ("Clientes", "40", "agora: 41") in perguntas[0]["fatos"]  # type: ignore[operator]
    assert perguntas[0]["perigo"] is True


def test_o_nao_deixa_tudo_como_esta(
    qtbot: QtBot, contexto: Contexto, copia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _responder(monkeypatch, False)
    dialogo = _abrir(qtbot, contexto)
    with qtbot.assertNotEmitted(contexto.quer_restaurar):
        qtbot.mouseClick(dialogo.botao_restaurar, Qt.MouseButton.LeftButton)
    assert dialogo.isVisible()


def test_com_outro_terminal_aberto_nao_pergunta_e_diz_o_que_fazer(
    qtbot: QtBot, contexto: Contexto, copia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ditos: list[str] = []
    monkeypatch.setattr(restaurar.DialogoMensagem, "mostrar_erro", lambda _p, _t, erro: ditos.append(erro.frase()))
    perguntas = _responder(monkeypatch, True)
    numeros = [terminais.entrar(nome, "", AGORA) for nome in ("A", "B")]
    dialogo = _abrir(qtbot, contexto)
    dialogo.restaurar()
    assert "1 outro terminal" in ditos[0]
    assert perguntas == []
    for numero in numeros:
        terminais.sair(numero)
    dialogo.restaurar()
    assert len(perguntas) == 1


def test_arquivo_que_nao_e_copia_e_dito_e_nao_se_restaura(
    qtbot: QtBot, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruim = tmp_path / "planilha.db"
    ruim.write_bytes(b"nao e uma base" * 20)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(ruim), ""))
    dialogo = _abrir(qtbot, contexto)
    assert "procure o arquivo" in dialogo.situacao.texto()
    dialogo.procurar()
    qtbot.waitUntil(lambda: "não é uma base" in dialogo.situacao.titulo())
    assert not dialogo.botao_restaurar.isEnabled()
    dialogo.restaurar()
    assert dialogo.isVisible()


def test_copia_mexida_depois_de_feita_e_apontada(qtbot: QtBot, contexto: Contexto, copia: Path) -> None:
    outra = copias.copiar(contexto.base, copia.parent / "x", AGORA).arquivo
    copia.write_bytes(outra.read_bytes())
    dialogo = _abrir(qtbot, contexto)
    dialogo.visao.selecionar([item.arquivo for item in dialogo.tabela.linhas()].index(copia))
    qtbot.waitUntil(lambda: dialogo.situacao.titulo() == "Cópia alterada")


def test_copia_de_outra_base_e_apontada(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alheia = shutil.copyfile(copias.copiar(contexto.base, tmp_path, AGORA).arquivo, tmp_path / "alheia.db")
    dialeto.executar_em(alheia, "UPDATE identidade SET uuid = ?", ["outra"])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(alheia), ""))
    dialogo = _abrir(qtbot, contexto)
    dialogo.procurar()
    qtbot.waitUntil(lambda: dialogo.situacao.titulo() == "Cópia de outra base")
    assert dialogo.botao_restaurar.isEnabled()


def test_o_sim_destrava_e_avisa_as_telas(qtbot: QtBot, contexto: Contexto) -> None:
    autorizacao.travar(RESTAURADA)
    dialogo = DialogoDestravar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert dialogo.focusWidget() is dialogo.botao_nao
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_sim, Qt.MouseButton.LeftButton)
    assert Assunto.COPIAS in mudou.args[0]
    assert autorizacao.travada() is None
    assert dialogo.result() == DialogoDestravar.DialogCode.Accepted


def test_o_nao_deixa_travada(qtbot: QtBot, contexto: Contexto) -> None:
    autorizacao.travar(RESTAURADA)
    dialogo = DialogoDestravar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.mouseClick(dialogo.botao_nao, Qt.MouseButton.LeftButton)
    assert autorizacao.travada() == RESTAURADA


def test_falha_ao_destravar_e_dita_e_a_pergunta_fica(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    ditos: list[str] = []
    monkeypatch.setattr(destravar.DialogoMensagem, "mostrar_erro", lambda _p, _t, erro: ditos.append(erro.frase()))

    def falhar(_ambiente: object, _como: object) -> None:
        raise ErroAviso("Outro fechamento está em andamento.", "Espere.")

    monkeypatch.setattr(destravar.conciliacao, "destravar", falhar)
    autorizacao.travar(RESTAURADA)
    dialogo = DialogoDestravar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    dialogo.accept()
    qtbot.waitUntil(lambda: ditos != [])
    assert dialogo.isVisible()
    qtbot.waitUntil(dialogo.botao_sim.isEnabled)
    dialogo.reject()


def test_movida_toma_o_lugar_da_outra_ou_vira_copia(qtbot: QtBot, contexto: Contexto) -> None:
    antes = contexto.base.uuid
    InstalacaoDB.delete().execute()
    dialogo = DialogoDestravar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    (copia,) = (link for link in dialogo.findChildren(Link) if "cópia para experimentar" in link.text())
    with qtbot.waitSignal(contexto.mudou):
        qtbot.mouseClick(copia, Qt.MouseButton.LeftButton)
    assert autorizacao.travada() is None
    assert autorizacao.uuid() != antes
    with pytest.raises(AmbienteIndisponivel, match="declarada cópia"):
        conciliacao.conciliar(contexto.ambiente)
    IdentidadeDB.update(uuid=antes).execute()
    InstalacaoDB.delete().execute()
    verdadeira = DialogoDestravar(contexto)
    qtbot.addWidget(verdadeira)
    verdadeira.show()
    with qtbot.waitSignal(contexto.mudou):
        qtbot.mouseClick(verdadeira.botao_sim, Qt.MouseButton.LeftButton)
    assert (autorizacao.travada(), autorizacao.uuid()) == (None, antes)


def test_base_livre_nao_tem_o_que_confirmar(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoDestravar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert not dialogo.botao_sim.isVisible()
