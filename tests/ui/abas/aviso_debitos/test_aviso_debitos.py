from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.cadastro import grupos
from modelos.contas import parametros
from regras.parametros import FiltroSNT, Modo
from regras.selecao import Motivo
from ui.abas.aviso_debitos.aviso_debitos import AbaAvisoDebitos
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Assunto, Contexto, PedidoDePrevia
from ui.moldes.consulta import DialogoConsulta
from ui.moldes.marcacao import DialogoMarcar


class Mensagens(list[tuple[str, ...]]):
    """O que foi mostrado em diálogo."""


@pytest.fixture
def mensagens(monkeypatch: pytest.MonkeyPatch) -> Mensagens:
    vistas = Mensagens()

    def anotar(_pai: object, titulo: str, assunto: str, texto: str = "", **outros: str) -> None:
        vistas.append((titulo, assunto, texto, outros.get("destaque", "")))

    monkeypatch.setattr(DialogoMensagem, "mostrar", anotar)
    return vistas


@pytest.fixture
def aba(exemplo: Contexto, qtbot: QtBot) -> AbaAvisoDebitos:
    exemplo.telas = frozenset({"previa"})
    aba = AbaAvisoDebitos(exemplo)
    qtbot.addWidget(aba)
    aba.resize(1366, 478)
    aba.show()
    aba.activateWindow()
    with qtbot.waitSignals([aba.pronta, aba.previsao.pronta]):
        aba.ao_entrar()
    qtbot.waitUntil(aba.isActiveWindow)
    return aba


def _escolher(monkeypatch: pytest.MonkeyPatch, marcados: tuple[str, ...] | None) -> None:
    monkeypatch.setattr(DialogoMarcar, "perguntar", lambda *_args, **_nomeados: marcados)


def test_abre_com_o_gravado_e_sem_alteracoes(aba: AbaAvisoDebitos) -> None:
    assert aba.quadro.colher() == parametros.obter()
    assert not aba.tem_alteracoes()
    assert not aba.hoje.gravar.isEnabled()
    assert aba.situacao_atual.startswith("Aviso de débitos habilitado")


def test_digitar_liga_gravar_e_ctrl_s_grava(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    aba.quadro.intervalo.setFocus()
    aba.quadro.intervalo.selectAll()
    qtbot.keyClicks(aba.quadro.intervalo, "9")
    assert aba.situacao_atual == "1 alteração não gravada"
    with qtbot.waitSignal(aba.gravou):
        aba.gravar()
    assert parametros.obter().intervalo_dias == 9
    assert not aba.tem_alteracoes()


def test_botao_gravar_diz_a_todos_o_que_mudou(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    mudou: list[frozenset[Assunto]] = []
    aba.contexto.mudou.connect(mudou.append)
    aba.quadro.vencendo.setValue(8)
    with qtbot.waitSignal(aba.gravou):
        qtbot.mouseClick(aba.hoje.gravar, Qt.MouseButton.LeftButton)
    assert mudou == [frozenset({Assunto.PARAMETROS})]


def test_desfazer_volta_ao_gravado(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    aba.quadro.vencendo.setValue(8)
    qtbot.mouseClick(aba.hoje.desfazer, Qt.MouseButton.LeftButton)
    assert aba.quadro.colher() == parametros.obter()
    assert not aba.hoje.desfazer.isEnabled()


def test_fora_da_faixa_nao_grava_nada_e_mostra_no_campo(aba: AbaAvisoDebitos) -> None:
    antes = parametros.obter()
    aba.quadro.vencendo.setValue(70)
    aba.quadro.intervalo.setValue(9)
    aba.gravar()
    assert parametros.obter() == antes
    assert aba.quadro.formulario.erro_de(aba.quadro.vencendo) == "Vai de 0 a 60 dias."
    assert aba.focusWidget() is aba.quadro.vencendo


def test_previsao_e_viva(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    com_vencidos = aba.hoje._total.text()
    with qtbot.waitSignal(aba.previsao.pronta):
        aba.quadro.enviar_vencidos.setChecked(False)
    assert aba.hoje._total.text() != com_vencidos
    assert "em relação ao gravado" in aba.hoje._comparacao.text()


def test_s_abre_a_selecao_e_a_mensagem_diz_quem_recebe(
    aba: AbaAvisoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, mensagens: Mensagens
) -> None:
    _escolher(monkeypatch, ("Financeiro",))
    aba.quadro.grupos.setFocus()
    qtbot.keyClicks(aba.quadro.grupos.letra, "s")
    qtbot.waitUntil(lambda: bool(mensagens))
    assert aba.quadro.colher().grupos == FiltroSNT(Modo.SELECIONA, ("Financeiro",))
    titulo, assunto, texto, sem = mensagens[0]
    assert titulo == "Quem vai receber"
    assert assunto == "Vão receber os contatos do grupo Financeiro."
    assert "Clientes sem contato nesse grupo não receberão." in texto
    assert "sem destinatário" in sem


def test_f2_em_t_passa_a_s_e_desistir_nao_muda_nada(
    aba: AbaAvisoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, mensagens: Mensagens
) -> None:
    _escolher(monkeypatch, None)
    qtbot.keyClick(aba.quadro.situacoes.letra, Qt.Key.Key_F2)
    assert not aba.tem_alteracoes()
    _escolher(monkeypatch, ("Jurídico",))
    qtbot.keyClick(aba.quadro.situacoes.letra, Qt.Key.Key_F3)
    assert aba.quadro.colher().situacoes == FiltroSNT(Modo.SELECIONA, ("Jurídico",))
    assert not mensagens


def test_s_sem_nada_marcado_nao_grava(
    aba: AbaAvisoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, mensagens: Mensagens
) -> None:
    _escolher(monkeypatch, None)
    qtbot.keyClicks(aba.quadro.grupos.letra, "s")
    aba.gravar()
    assert parametros.obter().grupos.modo is Modo.TODOS
    assert "Marque ao menos um" in aba.quadro.formulario.erro_de(aba.quadro.grupos)


def test_nome_que_sumiu_da_base_aparece_no_campo(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    grupos.garantir(["Passageiro"])
    aba.quadro.grupos.definir(FiltroSNT(Modo.SELECIONA, ("Passageiro",)))
    grupos.excluir("Passageiro")
    aba.gravar()
    qtbot.waitUntil(
        lambda: (
            "não existe: Passageiro"
            in aba.quadro.formulario.erro_de(aba.quadro.grupos).lower().replace("passageiro", "Passageiro")
        )
    )


def test_consulta_da_conta_preenche_o_numero(aba: AbaAvisoDebitos, monkeypatch: pytest.MonkeyPatch) -> None:
    conta = aba.quadro.listas.contas[0]
    aba.quadro.conta.setText("")
    monkeypatch.setattr(DialogoConsulta, "perguntar", lambda *_args, **_nomeados: conta)
    aba.escolher_conta()
    assert aba.quadro.colher().conta_email == conta.numero


def test_mudanca_de_fora_nao_apaga_o_que_o_operador_digitou(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    aba.quadro.vencendo.setValue(11)
    parametros.gravar(replace(parametros.obter(), intervalo_dias=30))
    with qtbot.waitSignal(aba.pronta):
        aba.contexto.avisar(Assunto.PARAMETROS)
    assert aba.quadro.colher().vencendo_em_dias == 11
    assert aba.tem_alteracoes()


def test_previa_sai_com_os_parametros_da_tela_e_o_motivo(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    aba.quadro.vencendo.setValue(11)
    with qtbot.waitSignal(aba.contexto.abrir) as espera:
        aba.hoje.pediu_previa.emit(Motivo.SEM_DESTINATARIO)
    assert espera.args[0] == "previa"
    assert espera.args[1] == PedidoDePrevia(aba.quadro.colher(), Motivo.SEM_DESTINATARIO)


def test_ver_quais_diz_antes_e_depois(aba: AbaAvisoDebitos, mensagens: Mensagens) -> None:
    antes = parametros.obter().vencendo_em_dias
    aba.quadro.vencendo.setValue(11)
    aba.hoje.pediu_alteracoes.emit()
    assert mensagens[0][2] == f"Vencendo em: {antes} dias → 11 dias"


def test_link_do_tutorial_pede_a_tela(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    with qtbot.waitSignal(aba.contexto.abrir) as espera:
        qtbot.mouseClick(aba.quadro.tutorial, Qt.MouseButton.LeftButton)
    assert espera.args[0] == "tutorial"


def test_gravar_sem_alteracoes_segue_direto(aba: AbaAvisoDebitos) -> None:
    chamadas: list[int] = []
    aba.gravar(lambda: chamadas.append(1))
    assert chamadas == [1]


def test_gravar_antes_de_sair_so_sai_se_gravou(aba: AbaAvisoDebitos, qtbot: QtBot) -> None:
    chamadas: list[int] = []
    aba.quadro.vencendo.setValue(70)
    aba.gravar(lambda: chamadas.append(1))
    assert not chamadas
    aba.quadro.vencendo.setValue(6)
    with qtbot.waitSignal(aba.gravou):
        aba.gravar(lambda: chamadas.append(1))
    assert chamadas == [1]
