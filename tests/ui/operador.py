"""Quem opera a janela no teste: teclas e cliques postos na fila, um por vez, e espera pelo que aparece na tela.

Cada gesto corre no seu próprio instante do laço de eventos; o que abre um diálogo que espera resposta não segura os
seguintes, que são dados ao diálogo, como faria uma pessoa.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Condicao = Callable[[], object]
_PASSO_MS = 10
_LIMITE_S = 20.0


class Operador(QObject):
    """Segue um roteiro: um gerador que dá gestos e, a cada `yield`, diz o que espera ver antes de continuar."""

    def __init__(self, janela: QWidget) -> None:
        super().__init__()
        self._janela = janela
        self._gestos: list[Callable[[], object]] = []
        self._relogio = QTimer(self)
        self._relogio.setInterval(_PASSO_MS)
        self._relogio.timeout.connect(self._olhar)
        self._laco = QEventLoop(self)
        self._roteiro: Iterator[Condicao] = iter(())
        self._espera: Condicao = bool
        self._prazo = 0.0
        self._dando = False
        self.feitos = 0
        self._erro: BaseException | None = None

    def seguir(self, roteiro: Iterator[Condicao]) -> None:
        """Executa o roteiro até o fim.

        Raises:
            AssertionError: uma espera não se cumpriu a tempo, ou o roteiro reprovou algo.
        """
        self._roteiro = roteiro
        self._avancar()
        self._relogio.start()
        if self._erro is None:
            self._laco.exec()
        self._relogio.stop()
        if self._erro is not None:
            raise self._erro

    def tecla(self, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Aperta uma tecla onde o foco estiver."""
        self._gestos.append(lambda: QTest.keyClick(self._alvo(), tecla, modificador))

    def digitar(self, texto: str, *, enter: bool = True) -> None:
        """Escreve onde o foco estiver, no lugar do que houver, e confirma o campo."""
        self._gestos.append(lambda: QTest.keyClick(self._alvo(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
        self._gestos.append(lambda: self._escrever(texto))
        if enter:
            self.tecla(Qt.Key.Key_Return)

    def clicar(self, widget: QWidget) -> None:
        """Clica no meio de um botão, campo ou caixa à vista."""

        def clique() -> None:
            assert widget.isVisible(), f"{widget.accessibleName()} não está à vista"
            assert widget.isEnabled(), f"{widget.accessibleName()} está desabilitado"
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

        self._gestos.append(clique)

    @staticmethod
    def dialogo() -> QWidget | None:
        """A tela da frente, se há uma por cima da janela."""
        return QApplication.activeModalWidget()

    def _escrever(self, texto: str) -> None:
        for letra in texto:
            if letra.isascii():
                QTest.keyClick(self._alvo(), letra)
            else:  # o QTest aborta com letra acentuada
                tecla = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letra)
                QApplication.sendEvent(self._alvo(), tecla)

    def _alvo(self) -> QWidget:
        foco = QApplication.focusWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        assert foco is not None, "nenhuma janela ativa recebe o teclado"
        return foco

    def _olhar(self) -> None:
        if QApplication.activeWindow() is None and self.dialogo() is None:
            self._janela.activateWindow()  # fora da tela não há quem devolva a vez à janela quando um diálogo fecha
        if self._gestos:
            if not self._dando:
                self._dando = True
                QTimer.singleShot(0, self._dar)
            return
        if self._dando:
            return
        if self._espera():
            self._avancar()
        elif time.monotonic() > self._prazo:
            tela = self.dialogo() or QApplication.activeWindow()
            onde = tela.windowTitle() if tela is not None else "nenhuma"
            self._parar(AssertionError(f"passo {self.feitos}: o esperado não apareceu; tela da frente: {onde}"))

    def _dar(self) -> None:
        gesto = self._gestos.pop(0)
        self._dando = False  # antes do gesto: se ele abre um diálogo, os próximos são para o diálogo
        try:
            gesto()
        except AssertionError as erro:
            self._parar(erro)

    def _avancar(self) -> None:
        try:
            self._espera = next(self._roteiro)
        except StopIteration:
            self._laco.quit()
            self._relogio.stop()
        except Exception as erro:
            self._parar(erro)
        else:
            self.feitos += 1
            self._prazo = time.monotonic() + _LIMITE_S

    def _parar(self, erro: BaseException) -> None:
        self._erro = self._erro or erro
        self._gestos.clear()
        self._relogio.stop()
        while (aberto := self.dialogo()) is not None:
            aberto.hide()
            aberto.deleteLater()
            QApplication.sendPostedEvents()
            if self.dialogo() is aberto:
                break
        self._laco.quit()
