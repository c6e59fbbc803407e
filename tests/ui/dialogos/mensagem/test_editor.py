"""O editor visual: blocos que se movem, se ligam e se desfazem; cor, logotipo e dados."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from regras.mensagem.tom import Tom
from regras.mensagem.visual import trecho
from regras.mensagem.visual.documento import Tipo
from regras.mensagem.visual.prontos import PADRAO
from ui.base.confirmacao import DialogoConfirmacao
from ui.dialogos.mensagem.cartao import FORMATO, Cartao
from ui.dialogos.mensagem.editor import EditorVisual
from ui.dialogos.mensagem.perguntas import DialogoCor, DialogoLink

_CTRL, _ALT_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def editor(qtbot: QtBot) -> EditorVisual:
    editor = EditorVisual(PADRAO)
    qtbot.addWidget(editor)
    editor.resize(520, 700)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    return editor


def _tipos(editor: EditorVisual) -> list[Tipo]:
    return [bloco.tipo for bloco in editor.documento().blocos]


def _cartao(editor: EditorVisual, tipo: Tipo) -> Cartao:
    return next(cartao for cartao in editor.cartoes if cartao.bloco().tipo is tipo)


def test_abre_como_o_documento_e_nada_muda_sozinho(editor: EditorVisual) -> None:
    assert editor.documento() == PADRAO
    assert [cartao.bloco().tipo for cartao in editor.cartoes] == _tipos(editor)


def test_desligar_e_ligar_um_bloco_com_o_teclado(qtbot: QtBot, editor: EditorVisual) -> None:
    liga = _cartao(editor, Tipo.DEBITOS).liga
    assert liga.accessibleName() == "Tabela de débitos sai na mensagem"
    qtbot.keyClick(liga, Qt.Key.Key_Space)
    assert [bloco.tipo for bloco in editor.documento().blocos if not bloco.ligado] == [Tipo.DEBITOS]
    editor.desfazer()
    assert editor.documento() == PADRAO
    assert _cartao(editor, Tipo.DEBITOS).liga.isChecked()


def test_mover_pelos_botoes_pelo_teclado_e_desfazer(qtbot: QtBot, editor: EditorVisual) -> None:
    antes = _tipos(editor)
    _cartao(editor, Tipo.DEBITOS).subir.click()
    assert _tipos(editor).index(Tipo.DEBITOS) == antes.index(Tipo.DEBITOS) - 1
    foco = editor.focusWidget()
    assert isinstance(foco, QWidget)
    assert _cartao(editor, Tipo.DEBITOS).isAncestorOf(foco), "o foco vai junto com o bloco"
    qtbot.keyClick(foco, Qt.Key.Key_Down, _ALT_SHIFT)
    assert _tipos(editor) == antes
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Z, _CTRL)
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Z, _CTRL)
    assert editor.documento() == PADRAO


@pytest.mark.parametrize(("de", "sobre", "para"), [(3, 1, 1), (1, 5, 5), (2, 2, 2)])
def test_arrastar_leva_o_bloco_para_onde_se_solta(editor: EditorVisual, de: int, sobre: int, para: int) -> None:
    movido = editor.documento().blocos[de]
    alvo = editor.cartoes[sobre].geometry()
    altura = alvo.top() + 1 if sobre < de else alvo.bottom() - 1
    dados = QMimeData()
    dados.setData(FORMATO, str(de).encode())
    onde, botao, nenhuma = QPointF(20, altura), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    fila = editor.rolagem.widget()
    fila.dropEvent(QDropEvent(onde, Qt.DropAction.MoveAction, dados, botao, nenhuma))
    assert editor.documento().blocos[para] == movido


def test_incluir_e_excluir_texto(editor: EditorVisual) -> None:
    editor.cartoes[0].liga.setFocus()
    editor.botao_texto.click()
    assert _tipos(editor)[1] is Tipo.TEXTO
    assert editor.focusWidget() is editor.cartoes[1].campo
    editor.cartoes[1].excluir.click()
    assert editor.documento() == PADRAO


def test_escrever_se_desfaz_por_passos_e_volta_o_cursor(qtbot: QtBot, editor: EditorVisual) -> None:
    campo = editor.cartoes[1].campo
    campo.setFocus()
    qtbot.keyClicks(campo, "Oi. ")
    assert trecho.em_texto(campo.trecho()).startswith("Oi. Ol")
    qtbot.keyClick(campo, Qt.Key.Key_Z, _CTRL)
    assert editor.documento() == PADRAO
    qtbot.keyClick(campo, Qt.Key.Key_Y, _CTRL)
    assert trecho.em_texto(campo.trecho()).startswith("Oi. Ol")


def test_teclas_de_forma_agem_no_texto(qtbot: QtBot, editor: EditorVisual) -> None:
    editor.incluir_texto()
    campo = editor.focusWidget()
    assert campo is not None
    qtbot.keyClick(campo, Qt.Key.Key_B, _CTRL)
    qtbot.keyClicks(campo, "forte")
    qtbot.keyClick(campo, Qt.Key.Key_B, _CTRL)
    qtbot.keyClick(campo, Qt.Key.Key_I, _CTRL)
    qtbot.keyClicks(campo, " leve")
    qtbot.keyClick(campo, Qt.Key.Key_L, _CTRL)
    assert trecho.escrever(editor.documento().blocos[-1].textos[0]) == "<ul><li><b>forte</b><i> leve</i></li></ul>"


def test_dado_entra_no_ultimo_texto_usado(editor: EditorVisual) -> None:
    editor.incluir_texto()
    editor.botao_cor.setFocus()
    acao = next(acao for acao in editor.dados.actions()[0].menu().actions() if acao.text() == "Nome do cliente")
    acao.trigger()
    assert trecho.escrever(editor.documento().blocos[-1].textos[0]) == "<p><var>cliente</var></p>"


def test_um_texto_por_atraso_e_de_volta_a_um_so(editor: EditorVisual, monkeypatch: pytest.MonkeyPatch) -> None:
    cartao = editor.cartoes[4]
    assert not cartao.tons.isVisible()
    cartao.por_atraso.setChecked(True)
    assert len(editor.documento().blocos[4].textos) == 3
    cartao.tons.setCurrentIndex(2)
    assert cartao.campo.accessibleName() == "Texto da mensagem: Acima de 30 dias"
    cartao.campo.definir(trecho.ler("<p>Firme</p>"))
    assert [trecho.em_texto(texto) == "Firme" for texto in editor.documento().blocos[4].textos] == [False, False, True]
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **__: False)
    cartao.por_atraso.setChecked(False)
    assert len(editor.documento().blocos[4].textos) == 3
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **__: True)
    cartao.por_atraso.setChecked(False)
    assert [trecho.em_texto(texto) for texto in editor.documento().blocos[4].textos] == ["Firme"]


def test_trocar_de_tom_avisa_a_prova_e_mostrar_um_tom_nao_muda_nada(qtbot: QtBot, editor: EditorVisual) -> None:
    with qtbot.waitSignal(editor.trocou_de_tom) as sinal:
        editor.cartoes[1].tons.setCurrentIndex(1)
    assert sinal.args == [Tom.ATE_30]
    editor.mostrar_tom(Tom.ACIMA_DE_30)
    assert "30 dias" in trecho.em_texto(editor.cartoes[1].campo.trecho())
    assert editor.documento() == PADRAO


def test_cor_e_logotipo_mudam_e_se_desfazem(editor: EditorVisual) -> None:
    editor.trocar_cor("#8a2621")
    editor.logotipo.click()
    assert (editor.documento().cor, editor.documento().logotipo) == ("#8a2621", False)
    editor.desfazer()
    editor.desfazer()
    assert editor.documento() == PADRAO
    assert editor.logotipo.isChecked()


def test_link_pede_endereco_que_sirva(qtbot: QtBot) -> None:
    dialogo = DialogoLink("aqui", "")
    qtbot.addWidget(dialogo)
    dialogo.endereco.setText("javascript:x()")
    dialogo._confirmar()
    assert not dialogo.result()
    dialogo.endereco.setText("www.aurora.com.br")
    dialogo._confirmar()
    assert dialogo.result()
    assert dialogo.endereco.valor() == "https://www.aurora.com.br"


def test_cor_que_nao_e_cor_nao_se_usa(qtbot: QtBot) -> None:
    dialogo = DialogoCor("#0b6175")
    qtbot.addWidget(dialogo)
    dialogo.cor.setText("azulado")
    dialogo._confirmar()
    assert not dialogo.result()
    dialogo.cor.setText("#FF0000")
    dialogo._confirmar()
    assert (dialogo.result(), dialogo.cor.valor()) == (1, "#ff0000")
