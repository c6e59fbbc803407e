"""O texto de um bloco: o que se escreve, se cola e se apaga, com as etiquetas inteiras."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regras.mensagem.visual import trecho
from tests.regras.mensagem.visual.test_trecho import DO_WORD, TRECHOS
from ui.dialogos.mensagem.campo_rico import CampoAssunto, CampoRico

_FIM = QTextCursor.MoveOperation.End


@pytest.fixture
def campo(qtbot: QtBot) -> CampoRico:
    campo = CampoRico("Texto")
    qtbot.addWidget(campo)
    return campo


def _escrito(campo: CampoRico) -> str:
    return trecho.escrever(campo.trecho())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TRECHOS)
def test_o_que_se_poe_no_campo_volta_igual(campo: CampoRico, texto: trecho.Trecho) -> None:
    campo.definir(texto)
    assert campo.trecho() == texto


def test_etiqueta_apaga_se_inteira_e_o_cursor_nao_entra_nela(qtbot: QtBot, campo: CampoRico) -> None:
    campo.definir(trecho.ler("<p>Olá, <var>fantasia</var>!</p>"))
    campo.moveCursor(_FIM)
    qtbot.keyClick(campo, Qt.Key.Key_Left)
    qtbot.keyClick(campo, Qt.Key.Key_Left)
    qtbot.keyClicks(campo, "sr. ")
    assert _escrito(campo) == "<p>Olá, sr. <var>fantasia</var>!</p>"
    qtbot.keyClick(campo, Qt.Key.Key_Delete)
    assert _escrito(campo) == "<p>Olá, sr. !</p>"


def test_o_que_se_escreve_depois_da_etiqueta_e_texto(qtbot: QtBot, campo: CampoRico) -> None:
    campo.inserir("cliente")
    qtbot.keyClicks(campo, " ok")
    campo.inserir("data")
    assert _escrito(campo) == "<p><var>cliente</var> ok<var>data</var></p>"


def test_chaves_escritas_a_mao_viram_etiqueta(qtbot: QtBot, campo: CampoRico) -> None:
    qtbot.keyClicks(campo, "Ola, {{cliente}}, {{clinte}}")
    assert _escrito(campo) == "<p>Ola, <var>cliente</var>, {{clinte}}</p>"


def test_negrito_italico_e_lista(qtbot: QtBot, campo: CampoRico) -> None:
    qtbot.keyClicks(campo, "um")
    campo.selectAll()
    campo.alternar_negrito()
    campo.alternar_italico()
    campo.alternar_lista()
    assert _escrito(campo) == "<ul><li><b><i>um</i></b></li></ul>"
    campo.alternar_negrito()
    campo.alternar_lista()
    assert _escrito(campo) == "<p><i>um</i></p>"


def test_enter_abre_paragrafo_shift_enter_tambem_e_enter_em_item_vazio_sai_da_lista(
    qtbot: QtBot, campo: CampoRico
) -> None:
    qtbot.keyClicks(campo, "um")
    qtbot.keyClick(campo, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(campo, "dois")
    campo.alternar_lista()
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    qtbot.keyClicks(campo, "fim")
    assert _escrito(campo) == "<p>um</p><ul><li>dois</li></ul><p>fim</p>"


def test_link_se_poe_se_le_e_se_desfaz(campo: CampoRico) -> None:
    campo.definir(trecho.ler("<p>Veja o sítio hoje</p>"))
    cursor = campo.textCursor()
    cursor.setPosition(7)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    campo.setTextCursor(cursor)
    assert campo.link() == ("sítio", "")
    campo.por_link("sítio", "https://a.com.br")
    assert _escrito(campo) == '<p>Veja o <a href="https://a.com.br">sítio</a> hoje</p>'
    cursor.setPosition(9)
    campo.setTextCursor(cursor)
    assert campo.link() == ("sítio", "https://a.com.br")
    campo.por_link("página", "https://b.com.br")
    assert _escrito(campo) == '<p>Veja o <a href="https://b.com.br">página</a> hoje</p>'
    cursor.setPosition(9)
    campo.setTextCursor(cursor)
    campo.link()
    campo.por_link("página", "")
    assert _escrito(campo) == "<p>Veja o página hoje</p>"


def test_colar_do_word_limpa_e_entra_no_meio(campo: CampoRico) -> None:
    campo.definir(trecho.ler("<p>Antes depois</p>"))
    cursor = campo.textCursor()
    cursor.setPosition(6)
    campo.setTextCursor(cursor)
    dados = QMimeData()
    dados.setHtml(DO_WORD)
    campo.insertFromMimeData(dados)
    assert _escrito(campo) == (
        "<p>Antes <b>Atenção, cliente</b></p><ul><li>Ligue para <i>nós</i></li></ul>"
        '<p><a href="http://exemplo.com.br/">o sítio</a> e istodepois</p>'
    )


def test_copiar_e_colar_leva_a_etiqueta_inteira(campo: CampoRico) -> None:
    campo.definir(trecho.ler("<p>Olá, <b><var>fantasia</var></b>.</p>"))
    campo.selectAll()
    campo.copy()
    dados = QApplication.clipboard().mimeData()
    assert dados.text() == "Olá, [Nome fantasia do cliente]."
    campo.moveCursor(_FIM)
    campo.paste()
    assert _escrito(campo) == "<p>Olá, <b><var>fantasia</var></b>.Olá, <b><var>fantasia</var></b>.</p>"


def test_leitor_de_tela_ouve_a_etiqueta_pelo_nome(campo: CampoRico) -> None:
    campo.definir(trecho.ler("<p>Total: <var>total</var></p>"))
    assert campo.accessibleDescription() == "Total: [Total dos débitos]"
    assert campo.accessibleName() == "Texto"


def test_ctrl_z_e_ctrl_y_sao_do_editor(qtbot: QtBot, campo: CampoRico) -> None:
    with qtbot.waitSignal(campo.pediu_desfazer):
        qtbot.keyClick(campo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(campo.pediu_refazer):
        qtbot.keyClick(campo, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "assunto",
    ["Aviso – {{ empresa }} – {{ data }}", "{% if tem_vencidos %}A{% else %}B{% endif %}", "{{ cnpj_empresa }}  x"],
)
def test_assunto_volta_como_foi_escrito(qtbot: QtBot, assunto: str) -> None:
    campo = CampoAssunto()
    qtbot.addWidget(campo)
    campo.definir(assunto)
    assert campo.valor() == assunto
    assert campo.conferir() == ""


def test_assunto_e_uma_linha_so_e_vazio_e_erro(qtbot: QtBot) -> None:
    campo = CampoAssunto()
    qtbot.addWidget(campo)
    assert campo.conferir() == "Preencha este campo."
    dados = QMimeData()
    dados.setText("Aviso\nde {{ empresa }}")
    campo.insertFromMimeData(dados)
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert campo.valor() == "Aviso de {{ empresa }}"
