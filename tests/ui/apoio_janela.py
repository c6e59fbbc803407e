"""Uma tela com o teclado, e a janela inteira de pé, com este terminal registrado e desmontada sem deixar trabalho."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from modelos.base import terminais
from ui.contexto import Contexto
from ui.janela.janela import JanelaFechamento
from ui.janela.menus import BarraDeMenus
from ui.trabalho import Trabalho


def ativar(tela: QWidget, qtbot: QtBot) -> None:
    """Mostra a tela e espera o teclado ser dela: tecla de atalho e foco só valem na janela ativa.

    `isActiveWindow` não basta: com uma lista de campo aberta o Qt troca a janela em foco sem trocar a ativa.
    """
    tela.show()
    tela.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is tela and QApplication.activePopupWidget() is None)


def apertar(janela: QWidget, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Dá a tecla de atalho a quem a ouve na janela: o caminho até ele é do Qt, e muda com a janela que está ativa."""
    sequencia = QKeySequence(QKeyCombination(modificador, tecla))
    assert janela.isVisible()
    assert janela.isEnabled()
    diretos = janela.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    botoes = (botao for botao in janela.findChildren(QAbstractButton) if botao.isVisible())
    ouvintes = [atalho for atalho in diretos if atalho.key() == sequencia]
    (quem_ouve,) = ouvintes or [botao for botao in botoes if botao.shortcut() == sequencia]
    assert quem_ouve.isEnabled()
    if isinstance(quem_ouve, QShortcut):
        quem_ouve.activated.emit()
    else:
        quem_ouve.click()


def acoes_do_menu(barra: BarraDeMenus) -> list[QAction]:
    """Os itens que aparecem."""
    return [acao for menu in barra.findChildren(QMenu) for acao in menu.actions() if acao.objectName()]


def escolher_no_menu(barra: BarraDeMenus, nome: str) -> None:
    """Escolhe um item pelo nome, como o operador faria."""
    (acao,) = [acao for acao in acoes_do_menu(barra) if acao.objectName() == nome]
    acao.trigger()


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
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
        janela.hide()
        janela.deleteLater()
        # Já: um relógio que ela deixasse armado pediria um cálculo depois de a base fechar.
        QCoreApplication.sendPostedEvents(janela, QEvent.Type.DeferredDelete)
        terminais.sair(contexto.terminal)
