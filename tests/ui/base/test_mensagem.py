from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regras.erros import AmbienteIndisponivel
from ui.base.mensagem import DialogoMensagem
from ui.componentes.molduras import CaixaMensagem


def test_enter_fecha(qtbot: QtBot) -> None:
    dialogo = DialogoMensagem("t", "Feito.")
    qtbot.addWidget(dialogo)
    dialogo.open()
    with qtbot.waitSignal(dialogo.finished):
        qtbot.keyClick(dialogo.focusWidget(), Qt.Key.Key_Return)


def test_erro_mostra_o_que_houve_e_o_que_fazer(qtbot: QtBot) -> None:
    vistos: list[str] = []

    def ler() -> None:
        dialogo = QApplication.activeModalWidget()
        assert isinstance(dialogo, DialogoMensagem)
        vistos.extend((dialogo.accessibleDescription(), dialogo.findChildren(CaixaMensagem)[0].texto()))
        dialogo.reject()

    QTimer.singleShot(0, ler)
    DialogoMensagem.mostrar_erro(None, "Backup", AmbienteIndisponivel("O disco está cheio.", "Libere espaço."))
    assert vistos == ["O disco está cheio.  Libere espaço.", "Libere espaço."]
