from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.correio.falhas import RespostaPerdida
from envio.correio.leitura_mime import ler_partes
from envio.fechamento import fechamento
from modelos.avisos import caixa_de_saida, devolucoes, mensagens_guardadas
from modelos.avisos import leitura as avisos
from regras.aviso import Estado
from regras.devolucao import Acao, Devolucao, Notificacao
from tests.modelos.exemplos import EM, levar, novo_aviso
from tests.ui.cenario_fechamento import Cenario, preparar
from tests.ui.leitor import escrito
from ui.base.confirmacao import DialogoConfirmacao
from ui.componentes.botao import Botao
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.filtros_historico import RecorteDoHistorico
from ui.dialogos.aviso.historico import DialogoHistorico
from ui.tabelas import exportacao

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """O dia já fechado: um em dúvida (o primeiro) e dois enviados."""
    with preparar(tmp_path, hoje, qtbot) as pronto:
        pronto.correio.ao_transmitir = [RespostaPerdida("127.0.0.1", "a conexão caiu")]
        list(fechamento.executar(hoje, pronto.contexto.ambiente))
        yield pronto


def _historico(cenario: Cenario, qtbot: QtBot, argumento: object = None) -> DialogoHistorico:
    dialogo = DialogoHistorico(cenario.contexto, argumento)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "aviso" in dialogo.rodape.text())
    return dialogo


def _aviso(cenario: Cenario, qtbot: QtBot, estado: Estado) -> DialogoAviso:
    dialogo = DialogoAviso(cenario.contexto, avisos.listar(estados=[estado])[0].id)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "fechamento de" in escrito(dialogo))
    return dialogo


def test_a_resposta_do_servidor_num_aviso_enviado_diz_de_quem_e(cenario: Cenario, qtbot: QtBot) -> None:
    enviado = avisos.listar(estados=[Estado.ENVIADO])[0]
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert f"Resposta do servidor: {enviado.resposta}" in escrito(dialogo)


def test_acoes_na_ordem_de_uma_consulta_e_a_barra_de_estado_diz_o_que_enter_faz(cenario: Cenario, qtbot: QtBot) -> None:
    tela = _historico(cenario, qtbot)
    botoes = sorted(tela.findChildren(Botao), key=lambda botao: botao.mapTo(tela, QPoint()).x())
    embaixo = [botao for botao in botoes if botao.mapTo(tela, QPoint()).y() > tela.rodape.y() and botao.isVisible()]
    acoes = [botao.text() for botao in embaixo]
    assert acoes == ["E&xportar CSV", "&Juntar dossiê do cliente…", "Voltar", "&Abrir o aviso"]
    assert tela.visao.property("teclas")[0] == "Enter-Abre o aviso"


def test_filtro_por_estado_e_procura_sao_da_base(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _historico(cenario, qtbot)
    assert dialogo.rodape.text() == "3 avisos"
    dialogo.filtros.estado.definir(Estado.ENVIADO.value)
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "2 avisos")
    qtbot.keyClicks(dialogo.procura, "hotel")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "1 aviso")


@pytest.mark.parametrize(("argumento", "total"), [(Estado.EM_DUVIDA, "1 aviso"), ("00326", "1 aviso")])
def test_abre_ja_no_recorte_pedido(cenario: Cenario, qtbot: QtBot, argumento: object, total: str) -> None:
    dialogo = _historico(cenario, qtbot, argumento)
    assert dialogo.rodape.text() == total


def test_abre_os_avisos_de_uma_data(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    assert _historico(cenario, qtbot, hoje).rodape.text() == "3 avisos"


@pytest.mark.parametrize(
    ("argumento", "escrito"),
    [
        ("00326", ("00326", "", "", "")),
        (Estado.ENVIADO, ("", "enviado", "", "")),
        (date(2026, 11, 24), ("", "", "24/11/2026", "24/11/2026")),
        (RecorteDoHistorico(debito="10700"), ("", "", "", "")),
        (None, ("", "", "", "")),
    ],
)
def test_o_recorte_pedido_esta_a_vista_nos_filtros(
    cenario: Cenario, qtbot: QtBot, argumento: object, escrito: tuple[str, ...]
) -> None:
    dialogo = _historico(cenario, qtbot, argumento)
    filtros = dialogo.filtros
    na_tela = (filtros.cliente.codigo(), filtros.estado.valor() or "", filtros.de.text(), filtros.ate.text())
    assert na_tela == escrito
    assert filtros.limpar.isEnabled() is (argumento is not None)


def test_filtra_pelo_debito_enquanto_se_digita_e_limpar_mostra_tudo(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _historico(cenario, qtbot)
    qtbot.keyClicks(dialogo.filtros.debito, "107")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "1 aviso")
    aviso = dialogo.quadro.atual()
    assert aviso is not None
    assert aviso.cliente == "00326"
    qtbot.keyClicks(dialogo.filtros.debito, "99")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "Nenhum aviso encontrado")
    assert not dialogo.botao_alterar.isEnabled()
    qtbot.mouseClick(dialogo.filtros.limpar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "3 avisos")
    assert dialogo.filtros.debito.text() == ""


def test_datas_combinam_com_os_outros_filtros_e_pela_metade_nao_filtram(
    cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    caixa_de_saida.gravar_pendentes([novo_aviso("00900", hoje - timedelta(days=40))], EM)
    dialogo = _historico(cenario, qtbot)
    assert dialogo.rodape.text() == "4 avisos"
    qtbot.keyClicks(dialogo.filtros.ate, f"{hoje - timedelta(days=1):%d%m%Y}")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "1 aviso")
    dialogo.filtros.ate.clear()
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "4 avisos")
    qtbot.keyClicks(dialogo.filtros.de, "24")
    dialogo.filtros.estado.definir(Estado.ENVIADO.value)
    assert dialogo.rodape.text() == "4 avisos"
    qtbot.keyClicks(dialogo.filtros.de, "112026")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "2 avisos")


def test_cliente_excluido_ainda_se_acha_pelo_codigo(cenario: Cenario, qtbot: QtBot) -> None:
    caixa_de_saida.gravar_pendentes([novo_aviso("EXCLUIDO")], EM)
    dialogo = _historico(cenario, qtbot)
    qtbot.keyClicks(dialogo.filtros.cliente.texto, "EXCLUIDO")
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "1 aviso")


def test_filtros_andam_com_enter_e_f6_ordena(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _historico(cenario, qtbot)
    dialogo.filtros.cliente.texto.setFocus()
    visitados = []
    for _ in range(4):
        qtbot.keyClick(dialogo.focusWidget(), Qt.Key.Key_Return)
        visitados.append(dialogo.focusWidget())
    filtros = dialogo.filtros
    assert visitados == [filtros.debito, filtros.estado, filtros.de, filtros.ate]
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_F6)
    assert dialogo.quadro.modelo.consulta.ordem == "cliente"
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert dialogo.quadro.modelo.consulta.decrescente


def test_exporta_so_o_filtrado_na_ordem_da_tela(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _historico(cenario, qtbot, Estado.ENVIADO)
    destino = tmp_path / "historico.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(cenario.contexto.recado):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    linhas = destino.read_text("utf-8-sig").splitlines()[1:]
    assert [linha.split(";")[1] for linha in linhas] == ["00337", "00326"]


def test_exporta_a_lista_inteira(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _historico(cenario, qtbot)
    destino = tmp_path / "historico.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(cenario.contexto.recado):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert len(destino.read_text("utf-8-sig").splitlines()) == 4


def test_mensagem_guardada_e_anexos_abrem_como_foram(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert "Assunto:" in dialogo.papel.texto()
    assert "Hotel Recanto do Mar" in dialogo.papel.texto()
    qtbot.waitUntil(lambda: dialogo.anexos.folheador.pagina().startswith("Página 1 de "))
    assert dialogo.anexos.folheador.folha.pixmap().width() > 500


def test_salva_o_anexo_byte_a_byte(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    destino = tmp_path / "salvo.pdf"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    dialogo.guias.setCurrentIndex(1)
    with qtbot.waitSignal(cenario.contexto.recado):
        qtbot.mouseClick(dialogo.anexos.salvar_anexo, Qt.MouseButton.LeftButton)
    assert destino.read_bytes() == ler_partes(cenario.correio.entregues[0].mime).anexos[0].conteudo


def test_enviado_nao_pede_decisao_e_pode_ser_reenviado(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert not dialogo.enviado.isVisible()
    assert dialogo.reenviar.isVisible()


def test_recusado_diz_que_outra_data_o_refaz_e_nao_oferece_reenviar(cenario: Cenario, qtbot: QtBot) -> None:
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso("00900")], EM)
    levar(numero, Estado.RECUSADO)
    dialogo = _aviso(cenario, qtbot, Estado.RECUSADO)
    assert "O fechamento de outra data refaz este aviso." in escrito(dialogo)
    assert not dialogo.reenviar.isVisible()


def test_corpo_apagado_pela_guarda_e_dito_com_a_soma(cenario: Cenario, qtbot: QtBot) -> None:
    enviado = avisos.listar(estados=[Estado.ENVIADO])[0]
    soma = hashlib.sha256(mensagens_guardadas.mime(enviado.id) or b"").hexdigest()
    mensagens_guardadas.expurgar(EM + timedelta(days=400))
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert "apagado pelo prazo de guarda" in dialogo.papel.texto()
    assert soma in dialogo.papel.texto()


def test_em_duvida_dado_como_enviado_pergunta_e_fica_gravado(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    respostas = iter((False, True))
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: next(respostas))
    dialogo = _aviso(cenario, qtbot, Estado.EM_DUVIDA)
    assert dialogo.focusWidget() is dialogo.fechar
    qtbot.mouseClick(dialogo.enviado, Qt.MouseButton.LeftButton)
    assert not dialogo.resolucao.calculando
    assert len(avisos.listar(estados=[Estado.EM_DUVIDA])) == 1
    qtbot.mouseClick(dialogo.enviado, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.resolucao.calculando and "\nEnviado, fechamento" in escrito(dialogo))
    assert avisos.listar(estados=[Estado.EM_DUVIDA]) == []
    assert len(cenario.correio.entregues) == 2


def test_reenviar_avisa_do_risco_e_manda_de_novo(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    alertas: list[str] = []

    def sim(*_: object, **outros: object) -> bool:
        alertas.append(str(outros["alerta"]))
        return True

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", sim)
    dialogo = _aviso(cenario, qtbot, Estado.EM_DUVIDA)
    qtbot.mouseClick(dialogo.reenviar, Qt.MouseButton.LeftButton)
    dialogo.reject()
    assert dialogo.isVisible()
    qtbot.waitUntil(lambda: not dialogo.resolucao.calculando and "\nEnviado, fechamento" in escrito(dialogo))
    assert "segunda cópia" in alertas[0]
    assert len(cenario.correio.entregues) == 3
    assert not cenario.contexto.em_envio


def _devolver(numero: int, em: datetime) -> None:
    aviso = avisos.obter(numero)
    assert aviso is not None
    dita = Devolucao((aviso.destinatarios[0],), Acao.FALHOU, "5.1.1", "550 5.1.1 nao existe")
    notificacao = Notificacao((), (str(aviso.message_id),), (dita,))
    devolucoes.registrar([devolucoes.Recebida(notificacao, "soma", em)], em)


def test_devolucao_aparece_no_aviso_enviado(cenario: Cenario, qtbot: QtBot) -> None:
    antes = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert not antes.guias.isTabVisible(antes.guias.count() - 1)
    _devolver(antes._numero, cenario.contexto.agora())
    dialogo = _aviso(cenario, qtbot, Estado.ENVIADO)
    assert "Voltou a mensagem para" in escrito(dialogo)
    assert dialogo.guias.isTabVisible(dialogo.guias.count() - 1)
    assert not dialogo.enviado.isVisible()


def test_devolucao_de_um_em_duvida_prova_o_aceite_e_a_decisao_segue_do_operador(cenario: Cenario, qtbot: QtBot) -> None:
    numero = avisos.listar(estados=[Estado.EM_DUVIDA])[0].id
    _devolver(numero, cenario.contexto.agora())
    dialogo = _aviso(cenario, qtbot, Estado.EM_DUVIDA)
    assert "o servidor a aceitou" in escrito(dialogo)
    assert "Não se sabe" not in escrito(dialogo)
    assert dialogo.focusWidget() is dialogo.fechar
    assert dialogo.reenviar.isVisible()


def test_erro_ao_resolver_vira_frase_e_os_botoes_voltam(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: True)
    dialogo = _aviso(cenario, qtbot, Estado.EM_DUVIDA)
    caixa_de_saida.dar_como_enviado(dialogo._numero, cenario.contexto.agora())
    qtbot.mouseClick(dialogo.enviado, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "só um aviso em dúvida pode ser resolvido" in escrito(dialogo))
    qtbot.waitUntil(dialogo.fechar.isEnabled)


@pytest.mark.parametrize("abrir", ["historico", "aviso"])
def test_campos_que_recebem_foco_tem_nome_acessivel(cenario: Cenario, qtbot: QtBot, abrir: str) -> None:
    dialogo = _historico(cenario, qtbot) if abrir == "historico" else _aviso(cenario, qtbot, Estado.ENVIADO)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []


def test_letra_na_lista_vai_para_a_procura(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _historico(cenario, qtbot)
    qtbot.keyClicks(dialogo.visao, "h")
    assert dialogo.procura.text() == "h"
    assert dialogo.focusWidget() is dialogo.procura
