from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from modelos.base import terminais
from modelos.cadastro import empresas
from modelos.contas import parametros
from tests.ui.apoio_janela import abrir_janela, apertar, ativar, escolher_no_menu
from ui.base.confirmacao import DialogoAlteracoes, DialogoConfirmacao
from ui.calculo import Calculo
from ui.componentes.botao import Link
from ui.contexto import Assunto, Contexto, PedidoDePrevia
from ui.dialogos.carteira.debito import DialogoDebito
from ui.dialogos.previa.previa import DialogoPrevia
from ui.janela.janela import JanelaFechamento
from ui.tabelas.linhas_previa import PedidoNaData, Recorte
from ui.trabalho import Trabalho

ESC, CTRL = Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def janela(exemplo: Contexto, qtbot: QtBot) -> Iterator[JanelaFechamento]:
    with abrir_janela(exemplo, qtbot) as janela:
        yield janela


@pytest.fixture
def na_guia(janela: JanelaFechamento, qtbot: QtBot) -> JanelaFechamento:
    """A janela na guia Aviso de Débitos, já lida."""
    janela.mostrar_guia("aviso_debitos")
    qtbot.waitUntil(janela.abas["aviso_debitos"].primeiro_campo().isEnabled)  # type: ignore[union-attr]
    ativar(janela, qtbot)
    return janela


def _alterar(janela: JanelaFechamento) -> None:
    janela.abas["aviso_debitos"].quadro.vencendo.setValue(17)  # type: ignore[attr-defined]


def test_titulo_faixa_e_guias_sao_os_da_tela_de_origem(janela: JanelaFechamento) -> None:
    assert janela.windowTitle() == "Fechamento Diário/Mensal"
    assert janela.faixa.texto.text() == "ATENÇÃO! TODOS USUÁRIOS DEVEM ESTAR FORA DO AR"
    titulos = [janela.guias.tabText(indice) for indice in range(janela.guias.count())]
    assert titulos == ["Fechamento", "Pedidos", "Falha Numeração", "Aviso de Débitos"]


def test_menu_diz_empresa_documento_e_data(janela: JanelaFechamento, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: janela.menus.nome.text() == "Aurora Distribuidora de Alimentos Ltda")
    assert janela.menus.documento.text() == "CNPJ 12.345.678/0001-95"
    assert janela.menus.data.text() == "terça-feira, 24/11/2026"


def test_guia_ganha_o_foco_no_primeiro_campo(na_guia: JanelaFechamento, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: na_guia.focusWidget() is na_guia.abas["aviso_debitos"].primeiro_campo())


def test_barra_de_estado_muda_com_o_campo(na_guia: JanelaFechamento) -> None:
    assert na_guia.estado.texto().startswith("Entre parâmetros | ESC-Sair")
    na_guia.abas["aviso_debitos"].quadro.grupos.setFocus()  # type: ignore[attr-defined]
    assert "F2-Escolher grupos" in na_guia.estado.texto()
    na_guia.abas["aviso_debitos"].quadro.vencendo.setFocus()  # type: ignore[attr-defined]
    assert "F2" not in na_guia.estado.texto()


def test_lista_aberta_de_um_campo_nao_troca_o_que_a_tela_da_frente_espera(
    na_guia: JanelaFechamento, qtbot: QtBot
) -> None:
    tela = QDialog(na_guia)
    tela.setProperty("estado", "Preencha os campos | ESC-Voltar")
    campo = QComboBox(tela)
    campo.addItems(["um", "dois"])
    tela.show()
    campo.setFocus()
    qtbot.waitUntil(lambda: na_guia.estado.texto().startswith("Preencha"))
    campo.showPopup()
    qtbot.waitUntil(campo.view().hasFocus)
    assert na_guia.estado.texto().startswith("Preencha os campos | ESC-Voltar")
    campo.hidePopup()
    tela.close()
    ativar(na_guia, qtbot)


@pytest.mark.parametrize("sim", [True, False])
def test_esc_sem_alteracoes_so_sai_com_o_sim(
    na_guia: JanelaFechamento, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, sim: bool
) -> None:
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: sim)
    apertar(na_guia, ESC)
    qtbot.waitUntil(lambda: na_guia.isVisible() is not sim)


def test_o_botao_sair_fecha_sem_perguntar(na_guia: JanelaFechamento, qtbot: QtBot) -> None:
    qtbot.mouseClick(na_guia.cabecalho.sair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not na_guia.isVisible())


@pytest.mark.parametrize(
    ("resposta", "fecha", "gravado"),
    [
        (DialogoAlteracoes.FICAR, False, 3),
        (DialogoAlteracoes.DESCARTAR, True, 3),
        (DialogoAlteracoes.GRAVAR, True, 17),
    ],
)
def test_esc_com_alteracoes_pergunta(
    na_guia: JanelaFechamento,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    resposta: str,
    fecha: bool,
    gravado: int,
) -> None:
    monkeypatch.setattr(DialogoAlteracoes, "perguntar", lambda _pai, **_opcoes: resposta)
    _alterar(na_guia)
    apertar(na_guia, ESC)
    qtbot.waitUntil(lambda: na_guia.isVisible() is not fecha)
    qtbot.waitUntil(lambda: parametros.obter().vencendo_em_dias == gravado)
    if not fecha:
        na_guia.abas["aviso_debitos"].desistir()


def test_esc_durante_o_envio_nao_faz_nada(na_guia: JanelaFechamento, exemplo: Contexto, qtbot: QtBot) -> None:
    exemplo.marcar_envio(True)
    apertar(na_guia, ESC)
    assert na_guia.isVisible()
    assert not na_guia.cabecalho.sair.isEnabled()
    assert not na_guia.cabecalho.backup.botao.isEnabled()
    assert not na_guia.guias.isTabEnabled(0)
    na_guia.abrir_tela("sobre")
    assert QApplication.activeModalWidget() is None
    exemplo.marcar_envio(False)
    assert na_guia.guias.isTabEnabled(0)


@pytest.mark.parametrize("sim", [True, False])
def test_fechar_durante_o_envio_pergunta(
    na_guia: JanelaFechamento, exemplo: Contexto, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *, sim: bool
) -> None:
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_args, **_nomeados: sim)
    exemplo.marcar_envio(True)
    na_guia.close()
    qtbot.waitUntil(lambda: na_guia.isVisible() is not sim)
    exemplo.marcar_envio(False)


def test_fechar_com_trabalho_vivo_cancela_espera_e_fecha(na_guia: JanelaFechamento, qtbot: QtBot) -> None:
    fechado = threading.Event()
    comecou = threading.Event()

    def sem_fim() -> Iterator[int]:
        try:
            while True:
                comecou.set()
                yield 1
        finally:
            fechado.set()

    trabalho = Trabalho(sem_fim).iniciar()
    comecou.wait(5)
    na_guia.close()
    assert na_guia.isVisible()
    with qtbot.waitSignal(trabalho.terminou):
        pass
    qtbot.waitUntil(lambda: not na_guia.isVisible())
    assert fechado.is_set()


def test_fechar_espera_tambem_o_trabalho_que_comeca_quando_outro_acaba(
    na_guia: JanelaFechamento, exemplo: Contexto, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    solto = threading.Event()
    calculo = Calculo(exemplo, na_guia)
    calculo.pedir(lambda: solto.wait(5))
    calculo.pedir(lambda: None)  # na fila: só começa quando o primeiro acaba, já com a janela fechando
    na_guia.close()
    na_guia.close()  # outro pedido, no X da janela, não muda nada
    assert na_guia.isVisible()
    assert not na_guia.isEnabled()
    solto.set()
    qtbot.waitUntil(lambda: not na_guia.isVisible())
    assert not Trabalho.vivos()


def test_ctrl_s_grava_a_guia_a_vista(na_guia: JanelaFechamento, qtbot: QtBot) -> None:
    _alterar(na_guia)
    apertar(na_guia, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: parametros.obter().vencendo_em_dias == 17)
    qtbot.waitUntil(lambda: "Parâmetros gravados." in na_guia.estado.texto())


def test_alt_g_grava(na_guia: JanelaFechamento, qtbot: QtBot) -> None:
    _alterar(na_guia)
    apertar(na_guia, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: parametros.obter().vencendo_em_dias == 17)


def test_f4_pede_a_previa_com_o_que_esta_na_tela(
    na_guia: JanelaFechamento, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pedidas: list[object] = []
    monkeypatch.setattr(na_guia, "abrir_tela", lambda nome, argumento=None: pedidas.append((nome, argumento)))
    _alterar(na_guia)
    apertar(na_guia, Qt.Key.Key_F4)
    nome, pedido = pedidas[0]  # type: ignore[misc]
    assert nome == "previa"
    assert isinstance(pedido, PedidoDePrevia)
    assert pedido.parametros is not None
    assert pedido.parametros.vencendo_em_dias == 17
    na_guia.abas["aviso_debitos"].desistir()


def test_f9_pergunta_pelo_que_nao_foi_gravado_e_vai_a_guia_fechamento(
    na_guia: JanelaFechamento, exemplo: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    exemplo.pediu_fechamento.disconnect()
    monkeypatch.setattr(DialogoAlteracoes, "perguntar", lambda _pai, **_opcoes: DialogoAlteracoes.FICAR)
    pedidos: list[int] = []
    exemplo.pediu_fechamento.connect(lambda: pedidos.append(1))
    _alterar(na_guia)
    apertar(na_guia, Qt.Key.Key_F9)
    assert not pedidos
    na_guia.abas["aviso_debitos"].desistir()
    apertar(na_guia, Qt.Key.Key_F9)
    assert pedidos == [1]
    assert na_guia.aba_atual() is na_guia.abas["fechamento"]


def test_f9_com_gravar_grava_e_segue_para_o_fechamento_sem_fechar_o_programa(
    na_guia: JanelaFechamento, exemplo: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    exemplo.pediu_fechamento.disconnect()
    monkeypatch.setattr(DialogoAlteracoes, "perguntar", lambda _pai, **_opcoes: DialogoAlteracoes.GRAVAR)
    _alterar(na_guia)
    with qtbot.waitSignal(exemplo.pediu_fechamento):
        apertar(na_guia, Qt.Key.Key_F9)
    assert parametros.obter().vencendo_em_dias == 17
    assert na_guia.isVisible()
    assert na_guia.aba_atual() is na_guia.abas["fechamento"]


def test_fechar_pedido_na_previa_leva_a_data_dela_a_guia(
    janela: JanelaFechamento, exemplo: Contexto, qtbot: QtBot, hoje: date
) -> None:
    exemplo.pediu_fechamento.disconnect()
    outra = hoje + timedelta(days=1)
    with qtbot.waitSignal(exemplo.pediu_fechamento) as pedido:
        exemplo.quer_fechar.emit(outra)
    assert pedido.args == [outra]
    assert janela.aba_atual() is janela.abas["fechamento"]


def test_ctrl_pgdn_e_pgup_andam_pelas_guias(janela: JanelaFechamento, qtbot: QtBot) -> None:
    apertar(janela, Qt.Key.Key_PageUp, CTRL)
    assert janela.aba_atual() is janela.abas["aviso_debitos"]
    apertar(janela, Qt.Key.Key_PageDown, CTRL)
    assert janela.aba_atual() is janela.abas["fechamento"]


def test_numero_de_terminais_e_vivo(janela: JanelaFechamento, exemplo: Contexto, qtbot: QtBot) -> None:
    janela.cabecalho.atualizar()
    qtbot.waitUntil(lambda: janela.cabecalho.terminais.quantos.text() == "1")
    assert "Só este terminal" in janela.faixa.outros.texto()
    outro = terminais.entrar("BALCAO-02", "Rita Nogueira", exemplo.agora())
    janela.cabecalho.atualizar()
    qtbot.waitUntil(lambda: janela.cabecalho.terminais.quantos.text() == "2")
    assert janela.faixa.outros.texto() == "1 outro terminal está aberto"
    assert janela.cabecalho.terminais._modelo.linhas()[1].nome == "BALCAO-02"
    terminais.sair(outro)


def test_posicao_da_janela_e_guardada(janela: JanelaFechamento, exemplo: Contexto, qtbot: QtBot) -> None:
    janela.close()
    qtbot.waitUntil(lambda: not janela.isVisible())
    assert not exemplo.preferencias.geometria("janela").isEmpty()


def test_empresa_alterada_aparece_no_menu(janela: JanelaFechamento, exemplo: Contexto, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(janela.menus.documento.text()))
    empresa = empresas.obter()
    assert empresa is not None
    empresas.gravar(replace(empresa, nome="Outra Ltda"))
    exemplo.avisar(Assunto.EMPRESA)
    qtbot.waitUntil(lambda: janela.menus.nome.text() == "Outra Ltda")


def test_fechar_durante_a_espera_pergunta_e_o_nao_deixa_aberto(
    janela: JanelaFechamento, exemplo: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    detalhes: list[str] = []
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **outros: bool(detalhes.append(outros["detalhe"])))
    exemplo.espera = "1 aviso adiado espera nova tentativa."
    assert not janela.close()
    assert detalhes[0].startswith("1 aviso adiado espera nova tentativa. Com o programa fechado")
    exemplo.espera = ""


def test_conserto_da_previa_abre_a_ficha_do_debito_por_cima_dela(
    janela: JanelaFechamento, exemplo: Contexto, qtbot: QtBot
) -> None:
    janela.abrir_tela("previa", PedidoNaData(recorte=Recorte.APONTAMENTOS))
    (previa,) = janela.findChildren(DialogoPrevia)
    qtbot.waitUntil(lambda: "na lista" in previa.quantos.text())
    previa.visao.selecionar(previa._modelo.posicao_de("00103"))
    (link,) = [link for link in previa.detalhes.findChildren(Link) if "nosso número" in link.accessibleName()]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    (ficha,) = previa.findChildren(DialogoDebito)
    assert ficha.isVisible()
    ficha.reject()
    previa.reject()


def test_restaurar_desistido_na_espera_nao_fica_para_depois(
    janela: JanelaFechamento, exemplo: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exemplo.espera = "2 avisos adiados esperam nova tentativa."
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_a, **_n: False)
    exemplo.quer_restaurar.emit(tmp_path / "copia.db")
    assert janela.isVisible()
    assert janela.copia_a_restaurar is None
    exemplo.espera = ""


def test_durante_o_envio_nao_se_restaura(janela: JanelaFechamento, exemplo: Contexto, tmp_path: Path) -> None:
    exemplo.marcar_envio(True)
    janela.restaurar(tmp_path / "copia.db")
    exemplo.marcar_envio(False)
    assert janela.isVisible()
    assert janela.copia_a_restaurar is None


def test_ao_voltar_da_tela_aberta_pelo_menu_o_foco_esta_no_campo_e_nao_na_barra(
    na_guia: JanelaFechamento, qtbot: QtBot
) -> None:
    na_guia.menus.barra.setFocus(Qt.FocusReason.MenuBarFocusReason)
    escolher_no_menu(na_guia.menus, "sobre")
    dialogo = QApplication.activeModalWidget()
    assert dialogo is not None
    qtbot.keyClick(dialogo, ESC)
    assert na_guia.focusWidget() is na_guia.abas["aviso_debitos"].primeiro_campo()


def test_sair_com_cliente_tirado_do_dia_pergunta_com_o_foco_no_nao(
    na_guia: JanelaFechamento, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntas: list[str] = []

    def responder(_titulo: str, pergunta: str, **_outros: object) -> bool:
        perguntas.append(pergunta)
        return False

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", responder)
    contexto = na_guia._contexto
    contexto.retirar(contexto.hoje(), {"00101", "00102"})
    apertar(na_guia, ESC)
    assert na_guia.isVisible()
    assert perguntas == ["Fechar e esquecer 2 clientes que você tirou deste fechamento?"]


def test_a_pergunta_ao_sair_comeca_em_continuar_editando(qtbot: QtBot) -> None:
    dialogo = DialogoAlteracoes(ao_sair=True)
    qtbot.addWidget(dialogo)
    dialogo.open()
    qtbot.waitUntil(lambda: isinstance(dialogo.focusWidget(), QPushButton))
    em_foco = dialogo.focusWidget()
    assert isinstance(em_foco, QPushButton)
    assert "Continuar" in em_foco.text()


@pytest.mark.parametrize(("nomes", "tela"), [(("a.RET", "b.csv"), "retornos"), (("titulos.xlsx",), "importar")])
def test_arquivo_solto_na_janela_abre_a_tela_do_que_ele_e(
    janela: JanelaFechamento, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nomes: tuple[str, ...], tela: str
) -> None:
    abertas: list[tuple[str, object]] = []
    monkeypatch.setattr(janela, "abrir_tela", lambda nome, argumento: abertas.append((nome, argumento)))
    soltos = QMimeData()
    soltos.setUrls([QUrl.fromLocalFile(str(tmp_path / nome)) for nome in nomes])
    janela.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, soltos, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    primeiro = tmp_path / nomes[0]
    assert abertas == [(tela, (primeiro,) if tela == "retornos" else primeiro)]
