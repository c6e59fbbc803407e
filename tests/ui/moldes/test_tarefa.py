"""O diálogo de tarefa longa: trava enquanto anda, ESC cancela, e o fim aparece na caixa."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from regras.erros import ErroAviso
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.contexto import Contexto
from ui.moldes.tarefa import DialogoTarefa


class _Copiar(DialogoTarefa):
    RESULTADO = str
    CANCELADA = "Nada copiado."

    def __init__(self, contexto: Contexto, gerador: Callable[[], Iterator[object]]) -> None:
        super().__init__(contexto, "Copiar")
        self._gerador = gerador
        self.vezes = 0
        formulario = self.por_formulario(120)
        self.campo = CampoTexto()
        formulario.campo("&Nome", self.campo)
        self.botao = Botao("&Copiar", ao_clicar=self.copiar)
        self.montar_andamento(self.botao, self.botao_fechar(), cancelar="&Cancelar")

    def copiar(self) -> None:
        self.comecar(self._gerador, "Copiando…")

    def ao_andar(self, evento: object) -> None:
        self.andar(f"parte {evento}")

    def ao_concluir(self, resultado: object) -> None:
        self.vezes += 1
        self.caixa.mostrar("ok", str(resultado))


def _abrir(qtbot: QtBot, contexto: Contexto, gerador: Callable[[], Iterator[object]]) -> _Copiar:
    dialogo = _Copiar(contexto, gerador)
    qtbot.addWidget(dialogo)
    dialogo.show()
    return dialogo


def test_enter_repetido_comeca_uma_vez_e_o_fim_destrava(qtbot: QtBot, contexto: Contexto) -> None:
    siga = threading.Event()

    def copiar() -> Iterator[object]:
        yield 1
        siga.wait(10)
        yield "copiado"

    dialogo = _abrir(qtbot, contexto, copiar)
    assert dialogo.caixa.isHidden()
    qtbot.keyClick(dialogo.botao, Qt.Key.Key_Return)
    qtbot.keyClick(dialogo.botao, Qt.Key.Key_Return)
    dialogo.copiar()
    assert dialogo.caixa.texto() == "Copiando…"
    assert not dialogo.campo.isEnabled()
    assert dialogo.botao_cancelar.isVisible()
    qtbot.waitUntil(lambda: dialogo.passos() == ["parte 1"])
    siga.set()
    qtbot.waitUntil(lambda: not dialogo.em_curso())
    assert dialogo.vezes == 1
    assert dialogo.caixa.texto() == "copiado"
    assert dialogo.botao.isEnabled()
    assert dialogo.botao_cancelar.isHidden()


@pytest.mark.parametrize("pela_tecla", [True, False])
def test_esc_ou_o_botao_cancelam_e_a_tela_fica(qtbot: QtBot, contexto: Contexto, pela_tecla: bool) -> None:
    siga = threading.Event()

    def copiar() -> Iterator[object]:
        yield 1
        siga.wait(10)
        yield 2
        yield "copiado"

    dialogo = _abrir(qtbot, contexto, copiar)
    dialogo.copiar()
    qtbot.waitUntil(lambda: dialogo.passos() == ["parte 1"])
    if pela_tecla:
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(dialogo.botao_cancelar, Qt.MouseButton.LeftButton)
    assert dialogo.isVisible()
    assert dialogo.caixa.texto().startswith("Cancelando")
    siga.set()
    qtbot.waitUntil(lambda: not dialogo.em_curso())
    assert dialogo.caixa.texto() == "Nada copiado."
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()


def test_a_falha_diz_o_que_houve_e_deixa_tentar_de_novo(qtbot: QtBot, contexto: Contexto) -> None:
    def copiar() -> Iterator[object]:
        yield 1
        raise ErroAviso("O disco encheu.", "Libere espaço.")

    dialogo = _abrir(qtbot, contexto, copiar)
    dialogo.copiar()
    qtbot.waitUntil(lambda: not dialogo.em_curso())
    assert (dialogo.caixa.titulo(), dialogo.caixa.texto()) == ("O disco encheu.", "Libere espaço.")
    assert dialogo.botao.isEnabled()
