from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.fechamento import fechamento
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.parametros import ParametrosAviso
from regras.selecao import Motivo
from tests.ui.cenario_fechamento import Cenario, debito, preparar
from tests.ui.leitor import escrito
from ui.base.confirmacao import DialogoConfirmacao
from ui.componentes.botao import Link
from ui.contexto import Assunto, Contexto, PedidoDePrevia
from ui.dialogos.previa.aviso_previsto import DialogoAvisoPrevisto
from ui.dialogos.previa.previa import DialogoPrevia
from ui.tabelas import exportacao
from ui.tabelas.linhas_previa import ContagemDaPrevia, PedidoNaData, Recorte, TotaisDaPrevia
from ui.tabelas.previa import SO_COM_IDADE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _rodape(dialogo: DialogoPrevia) -> str:
    return f"{dialogo.quantos.text()} {dialogo.totais.text()}"


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    with preparar(tmp_path, hoje, qtbot) as pronto:
        yield pronto


def _abrir(cenario: Cenario, qtbot: QtBot, pedido: object = None) -> DialogoPrevia:
    dialogo = DialogoPrevia(cenario.contexto, pedido)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "na lista" in _rodape(dialogo))
    return dialogo


def test_lista_todos_com_o_porque_e_os_totais_do_que_sai(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert _rodape(dialogo).startswith("3 recebem, 4 na lista")
    assert "3 boletos" in _rodape(dialogo)
    assert avisos.pagina(Consulta()).total == 0


@pytest.mark.parametrize(("recorte", "quantos"), [("recebem", 3), ("de_fora", 1), ("apontamentos", 1)])
def test_recortes_filtram(cenario: Cenario, qtbot: QtBot, recorte: str, quantos: int) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(recorte=Recorte(recorte)))
    assert dialogo.visao.model().rowCount() == quantos


def test_pedido_com_motivo_mostra_so_os_de_fora_por_ele(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoDePrevia(motivo=Motivo.NAO_AVISAR))
    assert dialogo.visao.model().rowCount() == 1
    assert "Não avisar" in escrito(dialogo.detalhes)


def test_procura_por_documento_mostra_o_detalhe_do_cliente(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClicks(dialogo.procura, "10482")
    assert dialogo.visao.model().rowCount() == 1
    assert "Padaria Pão da Serra" in escrito(dialogo.detalhes)
    assert "financeiro00318@cliente.com.br" in escrito(dialogo.detalhes)


def test_outra_data_recalcula(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(data=date(2026, 11, 1)))
    assert _rodape(dialogo).startswith("0 recebem")
    dialogo.data.definir_data(date(2026, 11, 24))
    qtbot.waitUntil(lambda: _rodape(dialogo).startswith("3 recebem"))


def test_desabilitado_mostra_como_seria(cenario: Cenario, qtbot: QtBot) -> None:
    parametros.gravar(ParametrosAviso(habilitado=False))
    dialogo = _abrir(cenario, qtbot)
    assert _rodape(dialogo).startswith("3 recebem")
    assert dialogo._aviso.isVisible()


def test_exporta_o_que_esta_a_mostra(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(recorte=Recorte.DE_FORA))
    destino = tmp_path / "previa.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(cenario.contexto.recado):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert destino.read_text("utf-8-sig").splitlines()[1].startswith("01195;Fazenda Boa Vista;")


def test_campos_que_recebem_foco_tem_nome_acessivel(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(campo).__name__ for campo in campos if not campo.accessibleName()] == []


def _selecionar(dialogo: DialogoPrevia, codigo: str) -> None:
    dialogo.visao.selecionar(dialogo._modelo.posicao_de(codigo))
    dialogo.visao.setFocus()


def test_selecionar_mostra_a_mensagem_como_iria_com_os_anexos(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "00318")
    qtbot.waitUntil(lambda: "boleto-" in dialogo.detalhes.anexos.text())
    assert "Padaria Pão da Serra" in dialogo.detalhes.papel.texto()
    assert "relatorio-2026-11-24.pdf" in dialogo.detalhes.anexos.text()


def test_enter_abre_tudo_em_abas_exatamente_como_iria(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "00318")
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Return)
    (aviso,) = dialogo.findChildren(DialogoAvisoPrevisto)
    qtbot.waitUntil(lambda: "Para: financeiro00318@cliente.com.br" in escrito(aviso))
    qtbot.waitUntil(lambda: aviso.anexos.folheador.pagina() == "Página 1 de 1")
    assert "De: cobranca@aurora.com.br" in escrito(aviso)
    assert "10482/1" in aviso.papel.texto()
    assert "DÉBITOS VENCIDOS" in aviso.puro.toPlainText()
    assert aviso.anexos.visao.model().rowCount() == 3
    assert avisos.pagina(Consulta()).total == 0
    aviso.reject()


def test_espaco_tira_o_cliente_e_espaco_devolve(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "00326")
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Space)
    assert _rodape(dialogo).startswith("2 recebem, 4 na lista")
    assert "Tirado deste fechamento" in escrito(dialogo.detalhes)
    assert "2 ficam de fora" in escrito(dialogo.topo)
    assert cenario.contexto.retirados(hoje) == {"00326"}
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Space)
    assert _rodape(dialogo).startswith("3 recebem")
    assert cenario.contexto.retirados(hoje) == frozenset()


def test_botao_do_detalhe_tira_e_a_previa_aberta_de_novo_lembra(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "00318")
    qtbot.mouseClick(dialogo.detalhes.alternar, Qt.MouseButton.LeftButton)
    outro = _abrir(cenario, qtbot, PedidoNaData(recorte=Recorte.DE_FORA))
    assert outro.visao.model().rowCount() == 2
    assert _rodape(outro).startswith("0 recebem, 2 na lista")


def test_quem_fica_de_fora_nao_pode_ser_tirado(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "01195")
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Space)
    assert cenario.contexto.retirados(hoje) == frozenset()
    assert not dialogo.detalhes.alternar.isVisible()


def test_conserto_so_aparece_quando_a_tela_existe_e_abre_a_ficha_certa(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    _selecionar(dialogo, "00337")
    qtbot.waitUntil(lambda: "nosso número" in escrito(dialogo.detalhes))
    assert dialogo.detalhes.findChildren(Link) == []
    cenario.contexto.telas = frozenset({"debitos", "clientes"})
    _selecionar(dialogo, "00318")
    _selecionar(dialogo, "00337")
    (link,) = dialogo.detalhes.findChildren(Link)
    with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert aberta.args == ["debitos", ("00337", "10801", "1")]
    with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
        qtbot.mouseClick(dialogo.detalhes.abrir_cliente, Qt.MouseButton.LeftButton)
    assert aberta.args == ["clientes", "00337"]


def test_quem_tem_mais_de_um_apontamento_nao_faz_os_numeros_discordarem(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    topo = dialogo.topo
    contagem = ContagemDaPrevia((3, 2, 1, 2), TotaisDaPrevia(2, 0, 0, 0), 0)
    topo.mostrar(contagem, {"E-mail inválido": 1, "Débitos sem boleto": 2})
    assert "3 apontamentos em 2 clientes\n" in escrito(topo)
    topo.mostrar(contagem, {"E-mail inválido": 2})
    assert "2 apontamentos\n" in escrito(topo)


def test_consertado_o_debito_a_previa_se_refaz(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert "1 apontamento\n" in escrito(dialogo.topo)
    debitos.gravar(debito("00337", "10801", 5, 280_389, hoje))
    cenario.contexto.avisar(Assunto.DEBITOS)
    qtbot.waitUntil(lambda: "0 apontamentos\n" in escrito(dialogo.topo))


def test_f9_sai_da_previa_e_pede_o_fechamento_desta_data(cenario: Cenario, qtbot: QtBot) -> None:
    outra = date(2026, 11, 25)
    dialogo = _abrir(cenario, qtbot, PedidoNaData(data=outra))
    with qtbot.waitSignal(cenario.contexto.quer_fechar) as pedido:
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_F9)
    assert pedido.args == [outra]
    assert not dialogo.isVisible()


def test_base_vazia_diz_o_que_falta_e_nao_cai(vazio: Contexto, qtbot: QtBot) -> None:
    dialogo = DialogoPrevia(vazio)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "0 na lista" in _rodape(dialogo))
    assert "empresa que cobra ainda não foi cadastrada" in dialogo._aviso.texto()


def test_na_primeira_vez_mostra_a_idade_da_divida_na_lista(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert "Primeira vez" in dialogo.primeira_vez._titulo.text()
    assert "1–30 dias" in dialogo.primeira_vez.texto()
    assert dialogo.por_idade.isChecked()
    assert not dialogo.visao.isColumnHidden(SO_COM_IDADE[0])
    qtbot.mouseClick(dialogo.por_idade, Qt.MouseButton.LeftButton)
    assert dialogo.visao.isColumnHidden(SO_COM_IDADE[0])


def test_um_clique_deixa_protesto_e_juridico_de_fora_e_a_previa_se_refaz(
    exemplo: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntas: list[str] = []
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *a, **_: bool(perguntas.append(a[1]) or True))
    dialogo = DialogoPrevia(exemplo, PedidoDePrevia(parametros.obter()))
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(dialogo.primeira_vez.excluir.isVisible)
    qtbot.mouseClick(dialogo.primeira_vez.excluir, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.primeira_vez.excluir.isVisible())
    assert perguntas == ["Deixar Jurídico e Protesto de fora dos avisos?"]
    assert parametros.obter().situacoes.marcados == ("Jurídico", "Protesto")


def test_com_parametros_nao_gravados_a_sugestao_espera(exemplo: Contexto, qtbot: QtBot) -> None:
    da_tela = replace(parametros.obter(), vencendo_em_dias=9)
    dialogo = DialogoPrevia(exemplo, PedidoDePrevia(da_tela))
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(dialogo.primeira_vez.isVisible)
    assert not dialogo.primeira_vez.excluir.isVisible()


def test_depois_do_primeiro_envio_a_faixa_some(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    list(fechamento.executar(hoje, cenario.contexto.ambiente))
    dialogo = _abrir(cenario, qtbot)
    assert not dialogo.primeira_vez.isVisible()
    assert not dialogo.por_idade.isChecked()


def test_data_que_nao_existe_e_dita_e_nenhum_numero_de_outra_data_fica_a_vista(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    dialogo.data.setText("31/02/2026")
    assert "31/02/2026" in dialogo.topo._dia.text()
    assert [texto.text() for texto in dialogo.topo._grandes] == ["–"] * 3
    assert dialogo.visao.model().rowCount() == 0
    assert dialogo.quantos.text() == "Escreva a data da prévia."
    dialogo.data.definir_data(cenario.contexto.hoje())
    qtbot.waitUntil(lambda: _rodape(dialogo).startswith("3 recebem"))
