"""A ficha da mensagem: editar, provar com um cliente de verdade, gravar; e o HTML escrito à mão."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.cadastro import empresas
from modelos.contas import mensagens
from regras.cadastro import Mensagem
from regras.mensagem.tom import Tom
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from regras.mensagem.visual import documento, prontos, trecho
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.dialogos.mensagem.texto_do_aviso import DialogoTextoDoAviso
from ui.moldes.consulta import DialogoConsulta
from ui.trabalho import Trabalho

EM_HTML = Mensagem(2, "Minha", "Aviso", "<p>Meu texto, {{ cliente }}</p>")


def _editor(qtbot: QtBot, contexto: Contexto, mensagem: Mensagem | None = None) -> DialogoTextoDoAviso:
    dialogo = DialogoTextoDoAviso(contexto, mensagem)
    qtbot.addWidget(dialogo)
    return dialogo


def _responder(monkeypatch: pytest.MonkeyPatch, resposta: bool) -> None:
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **__: resposta)


def test_mensagem_nova_comeca_do_padrao_e_o_que_se_ve_e_o_que_se_grava(qtbot: QtBot, contexto: Contexto) -> None:
    lista = DialogoMensagens(contexto)
    qtbot.addWidget(lista)
    dialogo = _editor(qtbot, contexto)
    dialogo.textos["nome"].setText("Curta")
    campo = dialogo.editor.cartoes[1].campo
    dialogo.editor.mostrar_tom(Tom.ATE_30)
    with qtbot.waitSignal(dialogo._relogio.timeout):
        campo.definir(trecho.ler("<p>Prezado <var>cliente</var></p>"))
    for folha in (dialogo.prova.computador, dialogo.prova.celular):
        assert "Prezado Cliente de Exemplo Ltda" in folha.texto()
    assert "Prezado Cliente de Exemplo Ltda" in dialogo.prova.puro.toPlainText()
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.MENSAGENS})]
    gravada = mensagens.obter(2)
    assert gravada is not None
    assert "Prezado {{ cliente }}" in gravada.html
    assert "Prezado {{ cliente }}" in gravada.texto
    assert documento.ler(gravada.visual) == dialogo.editor.documento()
    assert [linha.numero for linha in lista.tabela.linhas()] == [0, 1, 2]


def test_mensagem_gravada_reabre_como_estava(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    assert dialogo.visual
    assert not dialogo.alterada
    assert dialogo.mensagem() == mensagens.padrao() == prontos.original()


def test_assunto_com_valor_nao_grava_e_diz_ao_lado(qtbot: QtBot, contexto: Contexto) -> None:
    antes = mensagens.padrao()
    dialogo = _editor(qtbot, contexto, antes)
    dialogo.assunto.definir("Total {{ total }}")
    assert not dialogo.gravar()
    assert dialogo.formulario.erro_de(dialogo.assunto)
    assert mensagens.padrao() == antes


@pytest.mark.parametrize("html", ["{{ clinte }}", "{% if %}", "<p> </p>"])
def test_html_com_erro_nao_grava_e_diz_na_guia_dele(qtbot: QtBot, contexto: Contexto, html: str) -> None:
    dialogo = _editor(qtbot, contexto, EM_HTML)
    dialogo.avancado.html.setPlainText(html)
    dialogo.guias.setCurrentIndex(1)
    assert not dialogo.gravar()
    assert dialogo.guias.currentWidget() is dialogo.avancado
    assert dialogo.erro.texto()
    assert mensagens.obter(2) is None


def test_mensagem_em_branco_nao_grava(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.editor.trocar(documento.Documento(()))
    assert not dialogo.gravar()
    assert "Não tem texto nenhum" in dialogo.erro.texto()


def test_html_escrito_a_mao_abre_em_avancado_e_grava_como_era(qtbot: QtBot, contexto: Contexto) -> None:
    mensagens.gravar(EM_HTML)
    dialogo = _editor(qtbot, contexto, EM_HTML)
    dialogo.show()
    assert dialogo.guias.currentWidget() is dialogo.avancado
    assert not dialogo.guias.isTabEnabled(0)
    assert dialogo.avancado.voltar.isVisible()
    item = dialogo.avancado.variaveis.findItems("empresa ", Qt.MatchFlag.MatchStartsWith)[0]
    dialogo.avancado.inserir(item)
    assert dialogo.gravar()
    assert mensagens.obter(2) == replace(EM_HTML, html="{{ empresa }}" + EM_HTML.html)


def test_enter_so_escreve_variavel_com_o_foco_na_lista(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, EM_HTML)
    with qtbot.waitActive(dialogo):
        dialogo.show()
        dialogo.activateWindow()
    dialogo.avancado.variaveis.setCurrentRow(0)
    dialogo.textos["nome"].setFocus()
    qtbot.keyClick(dialogo.textos["nome"], Qt.Key.Key_Return)
    assert dialogo.mensagem() == EM_HTML
    dialogo.avancado.variaveis.setFocus()
    qtbot.keyClick(dialogo.avancado.variaveis, Qt.Key.Key_Return)
    assert dialogo.avancado.html.valor() == "{{ cliente }}" + EM_HTML.html
    dialogo.alterada = False


def test_do_html_ao_visual_e_de_volta_so_com_o_sim(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _editor(qtbot, contexto, EM_HTML)
    _responder(monkeypatch, resposta=False)
    dialogo.avancado.voltar.click()
    assert dialogo.mensagem() == EM_HTML
    _responder(monkeypatch, resposta=True)
    dialogo.avancado.voltar.click()
    assert dialogo.guias.currentWidget() is dialogo.editor
    assert dialogo.mensagem().visual == prontos.original().visual
    dialogo.avancado.escrever.click()
    assert dialogo.mensagem() == replace(prontos.original(), numero=2, nome="Minha", assunto="Aviso", visual="")
    assert not dialogo.avancado.html.isReadOnly()


def test_texto_puro_segue_a_mensagem_ate_ser_escrito_a_parte(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    assert dialogo.puro.texto.isReadOnly()
    assert dialogo.puro.texto.valor() == dialogo.prova.puro.toPlainText()
    assert "{" not in dialogo.puro.texto.valor()
    dialogo.puro.a_parte.setChecked(True)
    assert dialogo.puro.texto.valor() == prontos.original().texto
    dialogo.puro.texto.setPlainText("Só {{ cliente }}")
    assert dialogo.gravar()
    assert mensagens.padrao().texto == "Só {{ cliente }}"
    reaberta = _editor(qtbot, contexto, mensagens.padrao())
    assert reaberta.puro.a_parte.isChecked()
    reaberta.puro.a_parte.setChecked(False)
    assert reaberta.mensagem() == prontos.original()


def test_restaurar_poe_o_texto_que_veio_com_o_programa_e_ctrl_z_desfaz(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.editor.excluir(1)
    alterado = dialogo.editor.documento()
    dialogo.adotar(prontos.original())
    assert dialogo.alterada
    assert dialogo.mensagem() == prontos.original()
    dialogo.editor.desfazer()
    assert dialogo.editor.documento() == alterado


def test_restaurar_o_agradecimento_traz_o_agradecimento(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.do_agradecimento())
    dialogo.editor.excluir(1)
    dialogo.botao_restaurar.click()
    assert dialogo.mensagem() == prontos.agradecimento()


@pytest.mark.parametrize("posicao", range(4))
def test_texto_pronto_entra_no_editor_com_a_cor_da_empresa_e_e_gravado(
    qtbot: QtBot, contexto: Contexto, posicao: int
) -> None:
    pronta = prontos.prontas()[posicao]
    dialogo = _editor(qtbot, contexto)
    dialogo.editor.trocar_cor("#8a2621")
    dialogo.prontas.actions()[posicao].trigger()
    assert dialogo.textos["nome"].valor() == pronta.nome
    assert dialogo.gravar()
    gravada = mensagens.obter(2)
    assert gravada is not None
    assert gravada.texto == pronta.texto
    assert documento.ler(gravada.visual) == replace(documento.ler(pronta.visual), cor="#8a2621")


def _editor_da_padrao(qtbot: QtBot, contexto: Contexto) -> DialogoTextoDoAviso:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    qtbot.waitUntil(lambda: dialogo.prova.de_quem.text() != "Cliente de exemplo")
    return dialogo


def test_prova_comeca_com_um_cliente_de_verdade_e_o_texto_do_atraso_dele(qtbot: QtBot, exemplo: Contexto) -> None:
    dialogo = _editor_da_padrao(qtbot, exemplo)
    assert dialogo.prova.de_quem.text() == "00101  Padaria Pão da Serra Ltda"
    for folha in (dialogo.prova.computador.texto(), dialogo.prova.celular.texto(), dialogo.prova.puro.toPlainText()):
        assert "Olá, Padaria Pão da Serra Ltda" in folha
        assert "em parte há mais de 30 dias" in folha
    assert dialogo.editor.cartoes[1].tom() is Tom.ACIMA_DE_30
    assert not dialogo.alterada


def test_escrever_para_outro_atraso_prova_com_um_exemplo_dele(qtbot: QtBot, exemplo: Contexto) -> None:
    dialogo = _editor_da_padrao(qtbot, exemplo)
    dialogo.editor.cartoes[1].tons.setCurrentIndex(0)
    assert dialogo.prova.de_quem.text() == "Exemplo de aviso: a vencer"
    assert "Este é um lembrete" in dialogo.prova.celular.texto()
    dialogo.editor.cartoes[1].tons.setCurrentIndex(2)
    assert dialogo.prova.de_quem.text().startswith("00101")


def test_f2_troca_o_cliente_da_prova(qtbot: QtBot, exemplo: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogo = _editor_da_padrao(qtbot, exemplo)
    monkeypatch.setattr(DialogoConsulta, "perguntar", lambda _titulo, _colunas, linhas, **_: linhas[2])
    qtbot.keyClick(dialogo, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: dialogo.prova.de_quem.text().startswith("00103"))
    assert "Olá, Restaurante Varanda Ltda" in dialogo.prova.puro.toPlainText()


def test_base_vazia_usa_o_cliente_de_exemplo_e_nao_oferece_troca(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert dialogo.prova.de_quem.text() == "Cliente de exemplo"
    assert not dialogo.prova.trocar.isVisible()


def test_vistas_da_prova_cabem_na_largura_delas(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    assert dialogo.prova.computador.isVisible()
    assert dialogo.prova.celular.isVisible()
    assert dialogo.prova.celular.largura_lida() <= 375, "no celular ninguém rola para o lado"
    dialogo.prova.vistas.setCurrentIndex(2)
    assert not dialogo.prova.computador.isVisible()
    dialogo.prova.vistas.setCurrentIndex(3)
    assert dialogo.prova.puro.isVisible()


def test_logotipo_da_empresa_aparece_na_prova(qtbot: QtBot, contexto: Contexto, png: bytes) -> None:
    empresas.gravar(replace(EMPRESA_DE_EXEMPLO, logotipo=png))
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    assert "\ufffc" in dialogo.prova.computador.texto()
    dialogo.editor.logotipo.setChecked(False)
    dialogo.prever()
    assert "\ufffc" not in dialogo.prova.computador.texto()


@pytest.fixture
def png() -> bytes:
    """Um ponto."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d0480e00000102009a"
        "31c6fb570000000049454e44ae426082"
    )


def test_a_palavra_do_alerta_sai_com_os_acentos_de_quem_escreveu(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _editor(qtbot, contexto, Mensagem(2, "Dura", "Aviso", "<p>É o <b>Último aviso</b>!</p>"))
    assert "“último aviso” (mensagem) soa como ameaça" in dialogo.prova.alerta.texto()


def test_palavra_que_o_cdc_nao_permite_alerta_enquanto_se_escreve_e_nao_impede(
    qtbot: QtBot, contexto: Contexto
) -> None:
    dialogo = _editor(qtbot, contexto, replace(mensagens.padrao(), numero=2))
    dialogo.show()
    assert not dialogo.prova.alerta.isVisible()
    dialogo.editor.cartoes[4].campo.definir(trecho.ler("<p>Pague, caloteiro, sob pena de execução</p>"))
    qtbot.waitUntil(dialogo.prova.alerta.isVisible)
    assert "“caloteiro” (mensagem) constrange ou expõe o cliente" in dialogo.prova.alerta.texto()
    assert "CDC, arts. 42 e 71" in dialogo.prova.alerta.texto()
    assert dialogo.gravar()


def test_sair_com_alteracao_pergunta(qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    perguntas: list[object] = []
    monkeypatch.setattr("ui.moldes.ficha.perguntar_por_alteracoes", lambda *_: perguntas.append(1) or False)
    dialogo = _editor(qtbot, contexto, mensagens.padrao())
    dialogo.show()
    dialogo.editor.trocar_cor("#8a2621")
    dialogo.reject()
    assert perguntas
    assert dialogo.isVisible()
