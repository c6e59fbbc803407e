from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from modelos.acesso import locais
from modelos.base import copias
from modelos.base.copias import Copia
from regras.erros import AmbienteIndisponivel, ErroAviso
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.janela.quadro_backup import QuadroBackup
from ui.trabalho import Trabalho


@pytest.fixture
def quadro(vazio: Contexto, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QuadroBackup:
    monkeypatch.setattr(locais, "pasta_de_copias", lambda: tmp_path / "copias")
    quadro = QuadroBackup(vazio)
    qtbot.addWidget(quadro)
    return quadro


def test_backup_faz_copia_conferida_e_mostra_a_hora(quadro: QuadroBackup, vazio: Contexto, qtbot: QtBot) -> None:
    mudou: list[frozenset[Assunto]] = []
    vazio.mudou.connect(mudou.append)
    quadro.botao.click()
    assert not quadro.botao.isEnabled()
    assert quadro.estado.texto().startswith("Copiando e conferindo")
    qtbot.waitUntil(quadro.botao.isEnabled)
    copia = copias.ultima()
    assert copia is not None
    assert copia.arquivo.is_file()
    assert quadro.quando.text() == f"{em_hora_local(vazio.agora()):%d/%m/%Y %H:%M}"
    assert quadro.estado.texto() == "Conferido agora há pouco"
    assert mudou == [frozenset({Assunto.COPIAS})]


def test_nunca_feito_pede_o_primeiro(quadro: QuadroBackup) -> None:
    quadro.mostrar(None)
    assert quadro.quando.text() == "nunca"
    assert quadro.estado.texto() == "Faça o primeiro backup"


def test_backup_velho_chama_a_atencao(quadro: QuadroBackup, vazio: Contexto, tmp_path: Path) -> None:
    quadro.mostrar(Copia(tmp_path / "x.db", 10, "0", vazio.agora() - timedelta(days=3)))
    assert quadro.estado.texto() == "Conferido há 3 dias"


def test_falha_diz_o_que_houve_e_libera_o_botao(
    quadro: QuadroBackup, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sem_disco(*_args: object) -> Copia:
        raise AmbienteIndisponivel("O disco está cheio.", "Libere espaço.")

    mostrados: list[ErroAviso] = []
    monkeypatch.setattr(copias, "copiar", sem_disco)
    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", lambda _pai, _titulo, erro: mostrados.append(erro))
    quadro.copiar()
    quadro.copiar()
    qtbot.waitUntil(quadro.botao.isEnabled)
    assert [erro.mensagem for erro in mostrados] == ["O disco está cheio."]
    assert quadro.estado.texto() == "O backup não foi feito"


def test_durante_o_envio_nao_copia(quadro: QuadroBackup, vazio: Contexto) -> None:
    vazio.marcar_envio(True)
    quadro.copiar()
    assert not Trabalho.vivos()


def test_aviso_e_o_da_tela_de_origem(quadro: QuadroBackup) -> None:
    textos = [rotulo.text() for rotulo in quadro.findChildren(QLabel)]
    assert "Data último Backup:" in textos
    assert "Certifique-se que o backup esteja atualizado antes do fechamento" in textos
