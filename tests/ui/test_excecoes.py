from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.qtbot import QtBot

from regras.erros import AmbienteIndisponivel, ErroAviso
from ui import excecoes
from ui.base.mensagem import DialogoMensagem
from ui.excecoes import GuardaDeDefeitos


class Mostrados(list[ErroAviso]):
    """Os erros que foram à tela."""


@pytest.fixture
def mostrados(monkeypatch: pytest.MonkeyPatch) -> Mostrados:
    vistos = Mostrados()
    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", lambda _pai, _titulo, erro: vistos.append(erro))
    return vistos


def _com_rastro(erro: BaseException) -> BaseException:
    try:
        raise erro
    except BaseException as levantado:
        return levantado


@pytest.mark.log_esperado
def test_defeito_vira_uma_frase_e_o_rastro_fica_no_registro(
    mostrados: Mostrados, caplog: pytest.LogCaptureFixture
) -> None:
    erro = _com_rastro(ZeroDivisionError("detalhe interno"))
    GuardaDeDefeitos().ao_escapar(type(erro), erro, erro.__traceback__)
    assert "detalhe interno" not in mostrados[0].frase()
    assert "defeito" in mostrados[0].frase()
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.log_esperado
def test_erro_da_casa_aparece_como_e(mostrados: Mostrados) -> None:
    erro = AmbienteIndisponivel("A base está ocupada.")
    GuardaDeDefeitos().ao_escapar(type(erro), erro, None)
    assert mostrados == [erro]


@pytest.mark.log_esperado
def test_defeito_em_cadeia_nao_empilha_janelas(monkeypatch: pytest.MonkeyPatch) -> None:
    guarda = GuardaDeDefeitos()
    vezes: list[int] = []

    def mostrar(*_args: object) -> None:
        vezes.append(1)
        guarda.ao_escapar(ValueError, ValueError(), None)

    monkeypatch.setattr(DialogoMensagem, "mostrar_erro", mostrar)
    guarda.ao_escapar(ValueError, ValueError(), None)
    assert vezes == [1]


@pytest.mark.log_esperado
def test_defeito_de_outra_thread_aparece_na_linha_da_tela(mostrados: Mostrados, qtbot: QtBot) -> None:
    guarda = GuardaDeDefeitos()
    erro = ValueError("x")
    argumentos = threading.ExceptHookArgs((ValueError, erro, None, None))
    thread = threading.Thread(target=guarda.ao_escapar_de_thread, args=(argumentos,))
    thread.start()
    thread.join()
    assert not mostrados
    qtbot.waitUntil(lambda: bool(mostrados))


def test_instalar_toma_os_ganchos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(excecoes, "qInstallMessageHandler", lambda _funcao: None)
    guarda = GuardaDeDefeitos()
    guarda.instalar()
    assert sys.excepthook == guarda.ao_escapar
    assert threading.excepthook == guarda.ao_escapar_de_thread


@pytest.mark.log_esperado
def test_mensagem_do_qt_vai_ao_registro(caplog: pytest.LogCaptureFixture) -> None:
    excecoes.registrar_do_qt(QtMsgType.QtWarningMsg, None, "algo do Qt")  # type: ignore[arg-type]
    assert caplog.records[0].getMessage() == "algo do Qt"
    assert caplog.records[0].levelname == "WARNING"
