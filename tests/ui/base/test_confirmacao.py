from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.base.confirmacao import DialogoAlteracoes, DialogoConfirmacao, perguntar_por_alteracoes
from ui.componentes.veu import Veu


@pytest.fixture
def pergunta(qtbot: QtBot) -> DialogoConfirmacao:
    dialogo = DialogoConfirmacao(
        "Fechar o dia",
        "Enviar 37 e-mails, R$ 84.210,55?",
        detalhe="Um e-mail enviado não volta.",
        fatos=(("A vencer", "61 débitos", "R$ 31.877,40"),),
        alerta="1 outro terminal está aberto.",
        desvio="Ver a prévia",
    )
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.activateWindow()
    qtbot.waitUntil(dialogo.isActiveWindow)
    return dialogo


def test_o_foco_comeca_no_nao(pergunta: DialogoConfirmacao) -> None:
    assert pergunta.focusWidget() is pergunta.botao_nao


@pytest.mark.parametrize("tecla", [Qt.Key.Key_Return, Qt.Key.Key_N, Qt.Key.Key_Escape])
def test_enter_n_e_esc_dizem_nao(pergunta: DialogoConfirmacao, qtbot: QtBot, tecla: Qt.Key) -> None:
    with qtbot.waitSignal(pergunta.rejected):
        qtbot.keyClick(pergunta.botao_nao, tecla)


def test_s_diz_sim(pergunta: DialogoConfirmacao, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pergunta.accepted):
        qtbot.keyClick(pergunta, Qt.Key.Key_S)


def test_desvio_responde_nao_e_diz_que_desviou(pergunta: DialogoConfirmacao, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pergunta.rejected):
        pergunta._ao_desviar()
    assert pergunta.desviou


def test_leitor_de_tela_ouve_a_pergunta_e_o_alerta(pergunta: DialogoConfirmacao) -> None:
    assert "Enviar 37 e-mails" in pergunta.accessibleDescription()
    assert "outro terminal" in pergunta.accessibleDescription()


def test_veu_cobre_a_janela_enquanto_pergunta(qtbot: QtBot) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    janela.resize(400, 300)
    janela.show()
    dialogo = DialogoConfirmacao("t", "p", pai=janela)
    dialogo.open()
    assert janela.findChildren(Veu)[0].geometry() == janela.rect()
    dialogo.reject()
    qtbot.waitUntil(lambda: not janela.findChildren(Veu))


@pytest.mark.parametrize(
    ("resposta", "gravou", "pode"),
    [
        (DialogoAlteracoes.GRAVAR, True, True),
        (DialogoAlteracoes.GRAVAR, False, False),
        (DialogoAlteracoes.DESCARTAR, None, True),
        (DialogoAlteracoes.FICAR, None, False),
    ],
)
def test_sair_com_alteracoes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, resposta: int, gravou: bool | None, pode: bool
) -> None:
    monkeypatch.setattr(DialogoAlteracoes, "perguntar", lambda _pai: resposta)
    pai = QWidget()
    qtbot.addWidget(pai)
    chamadas: list[int] = []

    def gravar() -> bool:
        chamadas.append(1)
        return bool(gravou)

    assert perguntar_por_alteracoes(pai, gravar) is pode
    assert bool(chamadas) is (gravou is not None)


@pytest.mark.parametrize(
    ("tecla", "resposta"),
    [
        (Qt.Key.Key_Escape, DialogoAlteracoes.FICAR),
        (Qt.Key.Key_N, DialogoAlteracoes.DESCARTAR),
        (Qt.Key.Key_Return, DialogoAlteracoes.GRAVAR),
    ],
)
def test_teclas_da_pergunta_por_alteracoes(qtbot: QtBot, tecla: Qt.Key, resposta: int) -> None:
    dialogo = DialogoAlteracoes()
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.activateWindow()
    qtbot.waitUntil(dialogo.isActiveWindow)
    with qtbot.waitSignal(dialogo.finished):
        qtbot.keyClick(dialogo.focusWidget(), tecla)
    assert dialogo.result() == resposta
