"""O operador reenvia um aviso: escreve o motivo, lê a quem vai, confirma e vê no que deu."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from envio.correio.falhas import RespostaPerdida
from envio.correio.transporte import Envelope
from envio.entrega.registro import NaBase
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.avisos import reenvios
from modelos.base import ajustes
from modelos.cadastro import clientes
from modelos.carteira import debitos
from regras.ajustes import Ajustes
from regras.aviso import Aviso, Estado
from regras.erros import AmbienteIndisponivel
from tests.ui.cenario_fechamento import Cenario, preparar
from tests.ui.leitor import escrito
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.reenvio import DialogoReenvio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MOTIVO = "o cliente diz que nao recebeu"
EMAIL = "financeiro00318@cliente.com.br"


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """O dia fechado: três avisos enviados."""
    with preparar(tmp_path, hoje, qtbot) as pronto:
        list(fechamento.executar(hoje, pronto.contexto.ambiente))
        yield pronto


def _aviso() -> Aviso:
    return avisos.listar(cliente="00318")[0]


def _abrir(cenario: Cenario, qtbot: QtBot) -> DialogoReenvio:
    dialogo = DialogoReenvio(cenario.contexto, _aviso().id)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: dialogo.botao_reenviar.isEnabled() or not dialogo.caixa.isHidden())
    return dialogo


def _quando_perguntar(agir: Callable[[DialogoConfirmacao], object]) -> None:
    """Na próxima pergunta, age como o operador."""

    def procurar() -> None:
        aberto = QApplication.activeModalWidget()
        if isinstance(aberto, DialogoConfirmacao) and aberto.isActiveWindow():
            try:
                agir(aberto)
            finally:
                if aberto.isVisible():
                    aberto.done(0)
        else:
            QTimer.singleShot(5, procurar)

    QTimer.singleShot(0, procurar)


def _reenviar(qtbot: QtBot, dialogo: DialogoReenvio, tecla: Qt.Key = Qt.Key.Key_S) -> None:
    qtbot.keyClicks(dialogo.motivo, MOTIVO)
    _quando_perguntar(lambda pergunta: qtbot.keyClick(pergunta, tecla))
    qtbot.mouseClick(dialogo.botao_reenviar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.em_curso())


def test_mostra_a_quem_vai_e_o_que_ainda_se_cobra(cenario: Cenario, qtbot: QtBot) -> None:
    debitos.gravar(debitos.obter(("00318", "10611", "1"))._replace(saldo_centavos=0))  # type: ignore[union-attr]  # existe
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.fatos.valor("Para") == EMAIL
    assert dialogo.fatos.valor("Cobra").startswith("1 débito, R$\u00a01.269")
    assert dialogo.fatos.valor("Não cobra").startswith("10611/1")


def test_sem_motivo_nao_pergunta_nem_envia(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    qtbot.mouseClick(dialogo.botao_reenviar, Qt.MouseButton.LeftButton)
    assert dialogo.formulario.erro_de(dialogo.motivo) == "Preencha este campo."
    assert dialogo.focusWidget() is dialogo.motivo
    assert not dialogo.em_curso()
    assert len(cenario.correio.entregues) == 3


def test_confirmacao_diz_a_quem_vai_e_tem_o_foco_no_nao(cenario: Cenario, qtbot: QtBot) -> None:
    vistos: list[tuple[str, bool]] = []
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClicks(dialogo.motivo, MOTIVO)

    def olhar(pergunta: DialogoConfirmacao) -> None:
        vistos.append((pergunta.accessibleDescription(), pergunta.focusWidget() is pergunta.botao_nao))
        qtbot.keyClick(pergunta.botao_nao, Qt.Key.Key_Return)

    _quando_perguntar(olhar)
    qtbot.mouseClick(dialogo.botao_reenviar, Qt.MouseButton.LeftButton)
    ((dita, foco_no_nao),) = vistos
    assert EMAIL in dita
    assert foco_no_nao
    assert not dialogo.em_curso()
    assert len(cenario.correio.entregues) == 3
    assert reenvios.contar(avisos.tentativas(_aviso().id)) == []


def test_sim_manda_outra_mensagem_e_grava_o_motivo(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    mudou: list[frozenset[Assunto]] = []
    cenario.contexto.mudou.connect(mudou.append)
    _reenviar(qtbot, dialogo)
    assert dialogo.caixa.titulo() == "Reenvio aceito pelo servidor."
    assert dialogo.caixa.texto() == "250 2.0.0 na fila como 4"
    assert len(dialogo.passos()) == 2
    assert dialogo.enviou
    assert not dialogo.botao_reenviar.isEnabled()
    assert cenario.correio.entregues[3].destinatarios == (EMAIL,)
    (reenvio,) = reenvios.contar(avisos.tentativas(_aviso().id))
    assert reenvio.motivo == MOTIVO
    assert (_aviso().estado, cenario.contexto.em_envio) == (Estado.ENVIADO, False)
    assert Assunto.AVISOS in mudou[0]


def test_falha_vira_frase_e_o_operador_pode_sair(cenario: Cenario, qtbot: QtBot) -> None:
    cenario.correio.ao_transmitir = [RespostaPerdida("127.0.0.1", "a conexão caiu")]
    dialogo = _abrir(cenario, qtbot)
    _reenviar(qtbot, dialogo)
    assert "pode ter sido aceito" in dialogo.caixa.titulo()
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()


def test_falha_depois_do_aceite_nao_deixa_mandar_outra_na_hora(
    cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encher(*_: object, **_opcoes: object) -> None:
        raise AmbienteIndisponivel("O disco encheu.", "Libere espaço.")

    dialogo = _abrir(cenario, qtbot)
    monkeypatch.setattr(NaBase, "_concluir_na_base", encher)
    _reenviar(qtbot, dialogo)
    assert dialogo.caixa.titulo() == "O disco encheu."
    assert len(cenario.correio.entregues) == 4
    assert dialogo.enviou
    assert not dialogo.botao_reenviar.isEnabled()


def test_esc_no_meio_nao_faz_nada_e_cancelar_para_antes_de_enviar(cenario: Cenario, qtbot: QtBot) -> None:
    chegou, siga = threading.Event(), threading.Event()
    original = cenario.correio.abrir_envelope

    def demorar(*recebidos: object, **outros: object) -> Envelope:
        chegou.set()
        siga.wait(10)
        return original(*recebidos, **outros)  # type: ignore[arg-type]  # repassa como veio

    cenario.correio.abrir_envelope = demorar  # type: ignore[method-assign]  # o servidor lento deste teste
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClicks(dialogo.motivo, MOTIVO)
    _quando_perguntar(lambda pergunta: qtbot.keyClick(pergunta, Qt.Key.Key_S))
    qtbot.mouseClick(dialogo.botao_reenviar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(chegou.is_set)
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert dialogo.isVisible()
    assert cenario.contexto.em_envio
    qtbot.mouseClick(dialogo.botao_cancelar, Qt.MouseButton.LeftButton)
    siga.set()
    qtbot.waitUntil(lambda: not dialogo.em_curso())
    assert dialogo.caixa.texto() == "Reenvio cancelado. Nada foi enviado."
    assert len(cenario.correio.entregues) == 3
    assert reenvios.contar(avisos.tentativas(_aviso().id)) == []
    assert dialogo.botao_reenviar.isEnabled()


def test_pago_entre_ver_e_confirmar_nao_e_cobrado(cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = _abrir(cenario, qtbot)
    _pagar(hoje)
    _reenviar(qtbot, dialogo)
    assert "não há o que reenviar" in dialogo.caixa.titulo()
    assert not dialogo.enviou
    assert len(cenario.correio.entregues) == 3


def _pagar(hoje: date) -> None:
    for documento in ("10482", "10611"):
        debito = debitos.obter(("00318", documento, "1"))
        assert debito is not None
        debitos.gravar(debito._replace(pago_em=hoje))


@pytest.mark.parametrize("por_que", ["pago", "promessa", "modo de teste"])
def test_o_que_impede_e_dito_antes_e_o_botao_nao_acende(
    cenario: Cenario, qtbot: QtBot, hoje: date, por_que: str
) -> None:
    if por_que == "pago":
        _pagar(hoje)
    elif por_que == "promessa":
        cliente = clientes.obter("00318")
        assert cliente is not None
        clientes.gravar(replace(cliente, promessa_ate=hoje))
    else:
        ajustes.gravar(Ajustes(teste_para="eu@empresa.com.br"))
    dialogo = _abrir(cenario, qtbot)
    assert {"pago": "pagos", "promessa": "prometeu", "modo de teste": "modo de teste"}[
        por_que
    ] in dialogo.caixa.titulo()
    assert not dialogo.botao_reenviar.isEnabled()


def test_todo_campo_com_foco_tem_nome_acessivel(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []


def test_do_aviso_ao_reenvio_e_de_volta_com_as_duas_mensagens(cenario: Cenario, qtbot: QtBot) -> None:
    aviso = DialogoAviso(cenario.contexto, _aviso().id)
    qtbot.addWidget(aviso)
    aviso.show()
    qtbot.waitUntil(aviso.reenviar.isVisible)
    assert not aviso.mensagem.isVisible()

    def no_reenvio() -> None:
        dialogo = QApplication.activeModalWidget()
        assert isinstance(dialogo, DialogoReenvio)
        qtbot.waitUntil(dialogo.botao_reenviar.isEnabled)
        _reenviar(qtbot, dialogo)
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)

    QTimer.singleShot(0, no_reenvio)
    qtbot.keyClick(aviso.reenviar, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: aviso.mensagem.count() == 2)
    assert MOTIVO in escrito(aviso)
    qtbot.keyClick(aviso.mensagem, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "reenvio" in aviso.mensagem.currentText())
    qtbot.waitUntil(lambda: "Assunto:" in aviso.papel.texto())
