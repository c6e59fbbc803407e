"""Teclado dos campos: Enter avança, Shift+Enter e ↑ voltam, F1 ajuda, F2 e F3 consultam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONSULTA = (Qt.Key.Key_F2, Qt.Key.Key_F3)


@dataclass(frozen=True, slots=True)
class _Acoes:
    ajuda: Callable[[], object] | None
    consulta: Callable[[], object] | None


def focavel(campo: QWidget) -> QWidget:
    """Quem de fato recebe o foco de um campo composto."""
    alvo = campo
    while (proximo := alvo.focusProxy()) is not None:
        alvo = proximo
    return alvo


def avancar(de: QWidget) -> None:
    """Põe o foco no próximo widget da ordem de Tab."""
    _andar(de, QWidget.nextInFocusChain, Qt.FocusReason.TabFocusReason)


def voltar(de: QWidget) -> None:
    """Põe o foco no anterior."""
    _andar(de, QWidget.previousInFocusChain, Qt.FocusReason.BacktabFocusReason)


class Navegacao(QObject):
    """Filtro de teclas dos campos de um formulário."""

    def __init__(self, pai: QObject) -> None:
        super().__init__(pai)
        self._acoes: dict[QObject, _Acoes] = {}

    def vigiar(
        self,
        campo: QWidget,
        *,
        ajuda: Callable[[], object] | None = None,
        consulta: Callable[[], object] | None = None,
        nome_consulta: str = "Consulta",
    ) -> None:
        """Passa a cuidar do teclado de um campo e diz à barra de estado que teclas ele tem.

        Sem `consulta`, F2 abre a do próprio campo (`consultar`, que se chama `CONSULTA`), se ele tem uma.
        """
        alvo = focavel(campo)
        consulta = consulta or getattr(campo, "consultar", None)
        self._acoes[alvo] = _Acoes(ajuda, consulta)
        alvo.installEventFilter(self)
        teclas = []
        if ajuda is not None:
            teclas.append("F1-Ajuda")
        if consulta is not None:
            teclas.append(f"F2-{getattr(campo, 'CONSULTA', nome_consulta)}")
        if not isinstance(alvo, QPlainTextEdit | QTextEdit):
            teclas.append("Enter-Próximo campo")
        alvo.setProperty("teclas", teclas)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Trata a tecla do campo vigiado; devolve verdadeiro quando a consumiu."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or watched not in self._acoes:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._acao_da_tecla(watched, event.key()) is not None:
                event.accept()
                return True
            return False
        return event.type() == QEvent.Type.KeyPress and self._apertar(watched, event)

    def _acao_da_tecla(self, campo: QWidget, tecla: int) -> Callable[[], object] | None:
        acoes = self._acoes[campo]
        if tecla == Qt.Key.Key_F1:
            return acoes.ajuda
        return acoes.consulta if tecla in _CONSULTA else None

    def _apertar(self, campo: QWidget, event: QKeyEvent) -> bool:
        acao = self._acao_da_tecla(campo, event.key())
        if acao is not None:
            acao()
            return True
        if event.key() in _ENTER:
            return self._andar_com_enter(campo, event)
        if event.key() == Qt.Key.Key_Up and _sobe_com_seta(campo) and not event.modifiers():
            voltar(campo)
            return True
        return False

    def _andar_com_enter(self, campo: QWidget, event: QKeyEvent) -> bool:
        if isinstance(campo, QPlainTextEdit | QTextEdit):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            voltar(campo)
        else:
            avancar(campo)
        return True


def _sobe_com_seta(campo: QWidget) -> bool:
    """↑ volta só em campo de uma linha que não usa as setas, e na caixa de marcar."""
    return isinstance(campo, QLineEdit | QAbstractButton) and not isinstance(campo.parent(), QComboBox)


def _andar(de: QWidget, passo: Callable[[QWidget], QWidget | None], razao: Qt.FocusReason) -> None:
    alvo = passo(de)
    while alvo is not None and alvo is not de:
        if _aceita_foco(alvo, de):
            alvo.setFocus(razao)
            if isinstance(alvo, QLineEdit):
                alvo.selectAll()
            return
        alvo = passo(alvo)


def _aceita_foco(alvo: QWidget, de: QWidget) -> bool:
    return (
        bool(alvo.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and alvo.focusProxy() is None
        and alvo.isEnabled()
        and alvo.isVisible()
        and not de.isAncestorOf(alvo)
    )
