from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao
from ui.componentes.texto import Texto


def _dialogo(qtbot: QtBot, texto: str) -> Dialogo:
    dialogo = Dialogo("t", largura=400)
    qtbot.addWidget(dialogo)
    dialogo.corpo.addWidget(Texto(texto, quebra=True))
    dialogo.acoes(dialogo.botao_fechar())
    dialogo.show()
    return dialogo


def test_altura_e_a_do_conteudo(qtbot: QtBot) -> None:
    curto = _dialogo(qtbot, "uma linha")
    longo = _dialogo(qtbot, "muitas palavras " * 60)
    assert curto.width() == longo.width() == 400
    assert curto.height() < 200 < longo.height()


def test_esc_e_o_botao_fecham(qtbot: QtBot) -> None:
    dialogo = _dialogo(qtbot, "x")
    with qtbot.waitSignal(dialogo.rejected):
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)


def test_o_x_da_janela_passa_pelo_mesmo_caminho_do_esc(qtbot: QtBot) -> None:
    dialogo = _dialogo(qtbot, "x")
    with qtbot.waitSignal(dialogo.rejected):
        dialogo.close()


def test_todos_os_botoes_da_barra_tem_a_mesma_altura(qtbot: QtBot) -> None:
    dialogo = Dialogo("t")
    qtbot.addWidget(dialogo)
    fechar, outro = dialogo.botao_fechar(), Botao("Outro", altura=30)
    dialogo.acoes(fechar, esquerda=(outro,))
    dialogo.show()
    assert fechar.height() == outro.height() == 34
