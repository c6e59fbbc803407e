from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos import mensagens
from regras.cadastro import Mensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.mensagens import DialogoMensagens, DialogoTextoDoAviso


def _editor(qtbot: QtBot, contexto: Contexto, mensagem: Mensagem | None = None) -> DialogoTextoDoAviso:
    dialogo = DialogoTextoDoAviso(contexto, mensagem)
    qtbot.addWidget(dialogo)
    return dialogo


def test_mensagem_nova_com_variavel_a_um_clique_e_gravada_e_aparece_na_previa(qtbot: QtBot, contexto: Contexto) -> None:
    lista = DialogoMensagens(contexto)
    qtbot.addWidget(lista)
    dialogo = _editor(qtbot, contexto)
    dialogo.textos["nome"].setText("Curta")
    dialogo.textos["assunto"].setText("Aviso de {{ empresa }}")
    dialogo.html.setPlainText("Olá, ")
    dialogo.html.moveCursor(dialogo.html.textCursor().MoveOperation.End)
    with qtbot.waitSignal(dialogo._relogio.timeout):
        dialogo.inserir(dialogo.variaveis.findItems("cliente ", Qt.MatchFlag.MatchStartsWith)[0])
    assert dialogo.html.valor() == "Olá, {{ cliente }}"
    assert "Olá, Cliente de Exemplo Ltda" in dialogo.papel.texto()
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.MENSAGENS})]
    assert mensagens.obter(2) == Mensagem(2, "Curta", "Aviso de {{ empresa }}", "Olá, {{ cliente }}")
    assert len(lista.tabela.linhas()) == 2


@pytest.mark.parametrize(
    ("assunto", "html", "campo"),
    [("Total {{ total }}", "Olá", "assunto"), ("Aviso", "{{ clinte }}", "html"), ("Aviso", "{% if %}", "html")],
)
def test_texto_com_erro_nao_grava_e_diz_ao_lado(
    qtbot: QtBot, contexto: Contexto, assunto: str, html: str, campo: str
) -> None:
    antes = mensagens.padrao()
    dialogo = _editor(qtbot, contexto, antes)
    dialogo.textos["assunto"].setText(assunto)
    dialogo.html.setPlainText(html)
    assert not dialogo.gravar()
    alvo = dialogo.html if campo == "html" else dialogo.textos["assunto"]
    assert dialogo.formulario.erro_de(alvo)
    assert mensagens.padrao() == antes


def test_restaurar_poe_o_texto_que_veio_com_o_programa(qtbot: QtBot, contexto: Contexto) -> None:
    mensagens.gravar(Mensagem(1, "Padrão", "Outro", "<p>Outro</p>"))
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.restaurar()
    assert dialogo.tem_alteracoes()
    assert dialogo.gravar()
    assert mensagens.padrao() == mensagens.original()
