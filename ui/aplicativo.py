"""Abre a janela: aplicativo Qt, tema, idioma, base, terminal registrado e a guarda contra defeitos."""

from __future__ import annotations

import getpass
import logging
import platform
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from envio.ambiente import Ambiente
from envio.fechamento import recuperar_mortos
from envio.segredos import Cofre
from envio.transporte import Transporte
from modelos import base, terminais
from regras.cadastro import ContaEmail
from regras.erros import ErroAviso
from ui import idioma, recursos, tema
from ui.contexto import Contexto
from ui.dialogos.mensagem import DialogoMensagem
from ui.janela import JanelaFechamento
from ui.preferencias import Preferencias

log = logging.getLogger(__name__)
_SAIDA_NAO_PODE = 1


def abrir(
    caminho_base: Path,
    *,
    agora: Callable[[], datetime],
    hoje: Callable[[], date],
    abrir_cofre: Callable[[str], Cofre],
    abrir_transporte: Callable[[ContaEmail, str | None], Transporte],
) -> int:
    """Abre a janela na base dada e devolve o código de saída quando ela fecha."""
    app = preparar()
    guarda = GuardaDeDefeitos()
    sys.excepthook = guarda.ao_escapar
    try:
        aberta = base.abrir(caminho_base)
    except ErroAviso as erro:
        DialogoMensagem.mostrar_erro(None, app.applicationDisplayName(), erro)
        return _SAIDA_NAO_PODE
    with aberta:
        ambiente = Ambiente(aberta, agora, abrir_cofre(aberta.uuid), abrir_transporte)
        numero = terminais.entrar(platform.node() or "terminal", _usuario(), agora())
        try:
            recuperar_mortos(ambiente)
            janela = JanelaFechamento(Contexto(ambiente, hoje))
            guarda.escapou.connect(janela.statusBar().showMessage)
            janela.show()
            return app.exec()
        finally:
            terminais.sair(numero)


def preparar() -> QApplication:
    """Cria o aplicativo com letra, tema, idioma e ícone; chamado de novo, devolve o mesmo."""
    existente = QApplication.instance()
    app = existente if isinstance(existente, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("aviso-de-debitos")
    app.setApplicationDisplayName("Aviso de Débitos")
    idioma.instalar(app)
    tema.instalar(app, Preferencias().escala())
    app.setWindowIcon(recursos.icone_do_programa())
    return app


class GuardaDeDefeitos(QObject):
    """Exceção que ninguém tratou: vai ao log e vira uma frase na barra de estado, nunca um rastro na tela.

    Sinais:
        escapou(str): a frase; pode vir de qualquer thread.
    """

    escapou = Signal(str)

    def ao_escapar(self, tipo: type[BaseException], erro: BaseException, rastro: TracebackType | None) -> None:
        """Cumpre `sys.excepthook`."""
        if issubclass(tipo, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("defeito na tela", exc_info=(tipo, erro, rastro))
        self.escapou.emit(self.tr("Defeito do programa; nada do que estava gravado se perdeu. O detalhe está no log."))


def _usuario() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
