"""Uma tela com o teclado, e a janela inteira de pé, com este terminal registrado e desmontada sem deixar trabalho."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from modelos.base import terminais
from ui.contexto import Contexto
from ui.janela.janela import JanelaFechamento
from ui.trabalho import Trabalho


def ativar(tela: QWidget, qtbot: QtBot) -> None:
    """Mostra a tela e espera o teclado ser dela: tecla de atalho e foco só valem na janela ativa."""
    tela.show()
    tela.activateWindow()
    qtbot.waitUntil(tela.isActiveWindow)


@contextmanager
def abrir_janela(contexto: Contexto, qtbot: QtBot) -> Iterator[JanelaFechamento]:
    """Mostra a janela ativa; ao sair para de acompanhar a base e espera o que corre.

    A janela não é entregue ao `qtbot`: ele a fecharia antes, e fechar pergunta pelo que não foi gravado.
    """
    contexto.terminal = terminais.entrar("SIDICOM", "Marlene Souza", contexto.agora())
    janela = JanelaFechamento(contexto)
    ativar(janela, qtbot)
    try:
        yield janela
    finally:
        janela.cabecalho.acompanhar(False)
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=15_000)
        janela.hide()
        janela.deleteLater()
        # Já: um relógio que ela deixasse armado pediria um cálculo depois de a base fechar.
        QCoreApplication.sendPostedEvents(janela, QEvent.Type.DeferredDelete)
        terminais.sair(contexto.terminal)
