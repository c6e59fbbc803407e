from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.contas import mensagens
from regras.cadastro import Mensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.mensagens import DialogoMensagens, DialogoTextoDoAviso
from ui.moldes.consulta import DialogoConsulta
from ui.trabalho import Trabalho


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
    assert "Olá, Cliente de Exemplo Ltda" in dialogo.previa.papel.texto()
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
    dialogo.botao_restaurar.click()
    assert dialogo.alterada
    assert dialogo.gravar()
    assert mensagens.padrao() == mensagens.original()


def _editor_da_padrao(qtbot: QtBot, contexto: Contexto) -> DialogoTextoDoAviso:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    qtbot.waitUntil(lambda: dialogo.previa.de_quem.text() != "Cliente de exemplo")
    return dialogo


def test_previa_comeca_com_um_cliente_de_verdade_em_html_e_texto_puro(qtbot: QtBot, exemplo: Contexto) -> None:
    dialogo = _editor_da_padrao(qtbot, exemplo)
    assert dialogo.previa.de_quem.text() == "00101  Padaria Pão da Serra Ltda"
    for folha in (dialogo.previa.papel.texto(), dialogo.previa.puro.toPlainText()):
        assert "Olá, Padaria Pão da Serra Ltda" in folha
        assert "Aurora Distribuidora de Alimentos Ltda" in folha
    assert "DÉBITOS VENCIDOS" in dialogo.previa.puro.toPlainText()


def test_f2_troca_o_cliente_da_previa(qtbot: QtBot, exemplo: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogo = _editor_da_padrao(qtbot, exemplo)
    monkeypatch.setattr(DialogoConsulta, "perguntar", lambda _titulo, _colunas, linhas, **_: linhas[2])
    qtbot.keyClick(dialogo, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: dialogo.previa.de_quem.text().startswith("00103"))
    assert "Olá, Restaurante Varanda Ltda" in dialogo.previa.puro.toPlainText()


def test_base_vazia_usa_o_cliente_de_exemplo_e_nao_oferece_troca(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert dialogo.previa.de_quem.text() == "Cliente de exemplo"
    assert not dialogo.previa.trocar.isVisible()


@pytest.mark.parametrize(("posicao", "nome"), [(0, "Lembrete"), (1, "Vencido"), (2, "Vencido há muito")])
def test_texto_pronto_entra_no_editor_e_e_gravado(qtbot: QtBot, contexto: Contexto, posicao: int, nome: str) -> None:
    dialogo = _editor(qtbot, contexto)
    dialogo.prontas.actions()[posicao].trigger()
    assert dialogo.textos["nome"].valor() == nome
    assert dialogo.gravar()
    gravada = mensagens.obter(2)
    assert gravada is not None
    assert (gravada.nome, gravada.html) == (nome, mensagens.prontas()[posicao].html)


def test_texto_pronto_pode_ser_desfeito(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, Mensagem(2, "Minha", "Aviso", "<p>Meu texto</p>"))
    dialogo.prontas.actions()[0].trigger()
    assert dialogo.html.valor() != "<p>Meu texto</p>"
    dialogo.html.undo()
    assert dialogo.html.valor() == "<p>Meu texto</p>"


def test_a_palavra_do_alerta_sai_com_os_acentos_de_quem_escreveu(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, Mensagem(2, "Dura", "Aviso", "<p>É o <b>Último aviso</b>!</p>"))
    assert "“último aviso” (mensagem) soa como ameaça" in dialogo.previa.alerta.texto()


def test_palavra_que_o_cdc_nao_permite_alerta_enquanto_se_escreve_e_nao_impede(
    qtbot: QtBot, contexto: Contexto
) -> None:
    dialogo = _editor(qtbot, contexto, Mensagem(2, "Dura", "Aviso", "<p>Olá</p>"))
    dialogo.show()
    assert not dialogo.previa.alerta.isVisible()
    dialogo.html.setPlainText("<p>Pague, caloteiro, sob pena de execução</p>")
    qtbot.waitUntil(dialogo.previa.alerta.isVisible)
    assert "“caloteiro” (mensagem) constrange ou expõe o cliente" in dialogo.previa.alerta.texto()
    assert "CDC, arts. 42 e 71" in dialogo.previa.alerta.texto()
    assert dialogo.gravar()
