"""Linhas e colunas declaradas: ordem, vãos, pesos e margens saem como escritos."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import tema
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.texto import Texto


def test_os_itens_vao_na_ordem_com_pesos_e_vaos(qtbot: QtBot) -> None:
    dono, primeiro, segundo, dentro = QWidget(), QWidget(), QWidget(), QWidget()
    qtbot.addWidget(dono)
    interna = em_coluna(dentro)
    caixa = em_linha((primeiro, 2), 10, segundo, ELASTICO, interna, espaco=6, margens=(1, 2, 3, 4), dono=dono)
    itens = [caixa.itemAt(posicao) for posicao in range(caixa.count())]
    assert dono.layout() is caixa
    assert [item.widget() for item in itens if item] == [primeiro, None, segundo, None, None]
    assert [caixa.stretch(posicao) for posicao in range(caixa.count())] == [2, 0, 0, 1, 0]
    assert itens[4] is not None
    assert itens[4].layout() is interna
    assert caixa.spacing() == tema.medida(6)
    margens = caixa.contentsMargins()
    lados = (margens.left(), margens.top(), margens.right(), margens.bottom())
    assert lados == tuple(map(tema.medida, (1, 2, 3, 4)))
    assert dentro.parentWidget() is dono


def test_o_lado_encosta_e_nao_pesa(qtbot: QtBot) -> None:
    dono, encostado, interna = QWidget(), QWidget(), em_coluna(QWidget())
    qtbot.addWidget(dono)
    alto = Qt.AlignmentFlag.AlignTop
    caixa = em_linha((encostado, alto), (interna, alto), dono=dono)
    itens = [caixa.itemAt(posicao) for posicao in range(caixa.count())]
    assert [item.alignment() for item in itens if item] == [alto, alto]
    assert [caixa.stretch(posicao) for posicao in range(caixa.count())] == [0, 0]


def test_esvaziar_tira_e_esconde_o_que_ha(qtbot: QtBot) -> None:
    janela, parte = QWidget(), Texto("x")
    qtbot.addWidget(janela)
    linha = em_linha(parte, dono=janela)
    janela.show()
    esvaziar(linha)
    assert linha.count() == 0
    assert not parte.isVisible()
