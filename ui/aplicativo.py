"""Abre a janela: aplicativo Qt, tema, idioma, base, terminal registrado e a guarda contra defeitos."""

from __future__ import annotations

import getpass
import platform
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from envio.acesso.segredos import Cofre
from envio.ambiente import Ambiente
from envio.correio.transporte import Credencial, Transporte
from envio.entrega import conciliacao
from modelos.base import abertura as base
from modelos.base import terminais
from regras.cadastro import ContaEmail
from regras.erros import ErroAviso
from ui import frases, idioma, tema
from ui.base.mensagem import DialogoMensagem
from ui.coleta import Coleta
from ui.contexto import Contexto
from ui.excecoes import GuardaDeDefeitos
from ui.janela import restauracao
from ui.janela.janela import JanelaFechamento
from ui.preferencias import ORGANIZACAO, Preferencias
from ui.trabalho import Trabalho

_SAIDA_NAO_PODE = 1


def abrir(
    caminho_base: Path,
    *,
    agora: Callable[[], datetime],
    hoje: Callable[[], date],
    abrir_cofre: Callable[[str], Cofre],
    abrir_transporte: Callable[[ContaEmail, Credencial], Transporte],
) -> int:
    """Abre a janela na base dada e devolve o código de saída quando ela fecha.

    Se o operador pediu para restaurar uma cópia, a base é fechada, trocada, e a janela reabre nela.
    """
    app = preparar()
    guarda = GuardaDeDefeitos()
    guarda.instalar()
    coleta = Coleta()
    recado = ""
    try:
        while True:
            with base.abrir(caminho_base) as aberta:
                ambiente = Ambiente(aberta, agora, abrir_cofre(aberta.uuid), abrir_transporte)
                saida, copia = _mostrar(app, guarda, ambiente, hoje, recado)
            if copia is None:
                return saida
            recado = restauracao.restaurar(copia, caminho_base, agora)
    except ErroAviso as erro:
        DialogoMensagem.mostrar_erro(None, "Aviso de Débitos", erro)
        return _SAIDA_NAO_PODE
    finally:
        coleta.parar()


def preparar() -> QApplication:
    """Cria o aplicativo com letra, tema, idioma e ícone; chamado de novo, devolve o mesmo."""
    existente = QApplication.instance()
    app = existente if isinstance(existente, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(ORGANIZACAO)
    idioma.instalar(app)
    tema.instalar(app, Preferencias().escala())
    tema.escolher(Preferencias().cores())
    return app


def nome_deste_terminal() -> str:
    """O nome da máquina, em maiúsculas, como os terminais se conhecem."""
    return (platform.node().split(".")[0] or "TERMINAL").upper()


def _mostrar(
    app: QApplication, guarda: GuardaDeDefeitos, ambiente: Ambiente, hoje: Callable[[], date], recado: str
) -> tuple[int, Path | None]:
    """Mostra a janela até fechar; devolve a saída e a cópia que o operador mandou restaurar, se mandou."""
    numero = terminais.entrar(nome_deste_terminal(), _usuario(), ambiente.agora())
    try:
        achado = conciliacao.ao_abrir(ambiente)
        janela = JanelaFechamento(Contexto(ambiente, hoje, terminal=numero))
        guarda.mostrar_em(janela)
        janela.show()
        if achado:
            janela.estado.dar_recado(frases.conciliacao(achado), "aviso")
        elif recado:
            janela.estado.dar_recado(recado)
        saida = app.exec()
        copia = janela.copia_a_restaurar
        guarda.mostrar_em(None)
        _desmontar(janela)
        return saida, copia
    finally:
        terminais.sair(numero)


def _desmontar(janela: JanelaFechamento) -> None:
    """Acaba com o que ainda corre e com a janela antes de a base fechar: thread com base fechada é defeito."""
    Trabalho.esperar_todos()
    janela.deleteLater()
    QCoreApplication.sendPostedEvents(janela, QEvent.Type.DeferredDelete)


def _usuario() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
