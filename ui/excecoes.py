"""A última guarda da janela: o que ninguém tratou vai ao registro e vira uma frase, nunca um rastro na tela."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from regras.erros import ErroAviso
from ui.base.mensagem import DialogoMensagem
from ui.trabalho import CONSERTO_DE_DEFEITO

log = logging.getLogger(__name__)

_GRAVIDADES = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class GuardaDeDefeitos(QObject):
    """Cumpre `sys.excepthook` e `threading.excepthook`; o aviso na tela sai na linha da tela.

    Sinais:
        escapou(ErroAviso): a frase a mostrar; pode vir de qualquer thread.
    """

    escapou = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._janela: QWidget | None = None
        self._mostrando = False
        self.escapou.connect(self._mostrar)

    def instalar(self) -> None:
        """Passa a guardar o processo inteiro, e leva as mensagens do Qt para o registro."""
        sys.excepthook = self.ao_escapar
        threading.excepthook = self.ao_escapar_de_thread
        qInstallMessageHandler(registrar_do_qt)

    def mostrar_em(self, janela: QWidget | None) -> None:
        """A janela sobre a qual a frase aparece; None enquanto não há nenhuma."""
        self._janela = janela

    def ao_escapar(self, tipo: type[BaseException], erro: BaseException, rastro: TracebackType | None) -> None:
        """Registra e avisa. Ctrl+C no terminal encerra o programa."""
        if issubclass(tipo, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(erro, ErroAviso):
            log.warning("erro sem tela que o mostre: %s", erro)
            self.escapou.emit(erro)
            return
        log.error("defeito na tela", exc_info=(tipo, erro, rastro))
        self.escapou.emit(ErroAviso("O programa encontrou um defeito nesta ação.", CONSERTO_DE_DEFEITO))

    def ao_escapar_de_thread(self, argumentos: threading.ExceptHookArgs) -> None:
        """O mesmo, para uma thread que não é a da tela."""
        if argumentos.exc_value is not None:
            self.ao_escapar(argumentos.exc_type, argumentos.exc_value, argumentos.exc_traceback)

    def _mostrar(self, erro: ErroAviso) -> None:
        """Uma frase por vez: defeito em cadeia não empilha janelas."""
        if self._mostrando:
            return
        self._mostrando = True
        try:
            DialogoMensagem.mostrar_erro(self._janela, "Aviso de Débitos", erro)
        finally:
            self._mostrando = False


def registrar_do_qt(tipo: QtMsgType, _contexto: QMessageLogContext, texto: str) -> None:
    """Leva ao registro o que o Qt escreveria no terminal."""
    logging.getLogger("qt").log(_GRAVIDADES.get(tipo, logging.WARNING), "%s", texto)
