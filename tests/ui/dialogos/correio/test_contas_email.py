from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.acesso.guarda import Guarda
from modelos.contas import contas_email
from regras.cadastro import ContaEmail, Seguranca
from tests.envio.cofre_falso import CofreTrancado
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.correio.conferir_conta import DialogoConferirConta, Veredito
from ui.dialogos.correio.contas_email import DialogoContaEmail, DialogoContasEmail
from ui.moldes import ficha, lista
from ui.trabalho import Trabalho

CONTA = ContaEmail(3, "fin@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "fin@exemplo.com.br")


@pytest.fixture(autouse=True)
def _servidor_que_deixa_entrar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aqui se prova o cadastro; entrar no servidor é de `test_conferir_conta`."""
    entrou = Veredito(conferida_em=datetime(2026, 11, 24, tzinfo=UTC))
    monkeypatch.setattr(DialogoConferirConta, "perguntar", lambda *_a: entrou)


def test_o_endereco_propoe_o_servidor_e_a_senha_nao_vai_para_a_base(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoContaEmail(contexto, None)
    qtbot.addWidget(dialogo)
    qtbot.keyClicks(dialogo.textos["remetente"], "aurora@icloud.com")
    dialogo.textos["remetente"].editingFinished.emit()
    assert dialogo.orientacao.texto()
    dialogo.entrada.senha.setText("abc 123")
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.CONTAS_EMAIL})]
    gravada = contas_email.obter(1)
    assert gravada is not None
    assert (gravada.servidor, gravada.porta) == ("smtp.mail.me.com", 587)
    assert (gravada.seguranca, gravada.usuario) == (Seguranca.STARTTLS, "aurora@icloud.com")
    assert gravada.por_hora == 120
    assert contexto.ambiente.cofre.obter(1) == "abc 123"


def test_sem_cofre_no_sistema_a_tela_diz_ate_quando_a_senha_vale(qtbot: QtBot, contexto: Contexto) -> None:
    contexto.ambiente.cofre.guardar(3, "segredo")
    dialogo = DialogoContaEmail(contexto, CONTA)
    qtbot.addWidget(dialogo)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert "até fechar o programa" in dialogo.entrada.aviso_do_cofre.texto()
    assert "guardada" in dialogo.entrada.senha.placeholderText()
    assert dialogo.entrada.senha.text() == ""


def test_servidor_escolhido_pelo_operador_nao_e_trocado(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoContaEmail(contexto, CONTA)
    qtbot.addWidget(dialogo)
    dialogo.textos["remetente"].setText("aurora@gmail.com")
    dialogo.textos["remetente"].editingFinished.emit()
    assert dialogo.conta().servidor == "smtp.exemplo.com.br"


def test_conexao_sem_protecao_fora_da_maquina_e_recusada_no_campo(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoContaEmail(contexto, CONTA)
    qtbot.addWidget(dialogo)
    dialogo.seguranca.definir(Seguranca.NENHUMA.value)
    assert not dialogo.gravar()
    assert dialogo.formulario.erro_de(dialogo.seguranca)
    assert contas_email.obter(3) is None


def test_a_lista_diz_que_a_conta_sem_usuario_entra_sem_senha(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(replace(CONTA, usuario="", servidor="127.0.0.1"))
    dialogo = DialogoContasEmail(contexto)
    qtbot.addWidget(dialogo)
    modelo = dialogo.visao.model()
    assert [modelo.index(0, coluna).data() for coluna in range(modelo.columnCount())][3] == "Sem senha"


def test_excluir_a_conta_esquece_a_senha_e_a_autorizacao(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    contas_email.gravar(CONTA)
    contexto.ambiente.cofre.guardar(3, "segredo")
    Guarda(contexto.ambiente.cofre, 3).guardar_renovacao("renovacao")
    dialogo = DialogoContasEmail(contexto)
    qtbot.addWidget(dialogo)
    monkeypatch.setattr(lista.DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    dialogo.excluir()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert contas_email.listar() == []
    assert contexto.ambiente.cofre.obter(3) is None
    assert Guarda(contexto.ambiente.cofre, 3).renovacao() == ""


def test_cofre_que_recusa_a_senha_deixa_a_conta_como_estava(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    frases: list[str] = []
    monkeypatch.setattr(ficha.DialogoMensagem, "mostrar_erro", lambda _p, _t, erro: frases.append(erro.frase()))
    trancado = Contexto(replace(contexto.ambiente, cofre=CofreTrancado()), contexto.hoje)
    dialogo = DialogoContaEmail(trancado, CONTA)
    qtbot.addWidget(dialogo)
    dialogo.entrada.senha.setText("segredo")
    assert not dialogo.gravar()
    assert "trancado" in frases[0]
    assert contas_email.obter(3) is None
    assert dialogo.isEnabled()
    assert dialogo.alterada


def test_senha_maior_que_o_cofre_e_recusada_no_campo_antes_de_gravar_a_conta(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoContaEmail(contexto, CONTA)
    qtbot.addWidget(dialogo)
    dialogo.entrada.senha.setText("x" * 1281)
    assert not dialogo.gravar()
    assert "1280" in dialogo.formulario.erro_de(dialogo.entrada.senha)
    assert contas_email.obter(3) is None


def test_a_ficha_leva_a_caixa_das_devolucoes_da_conta(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    contas_email.gravar(CONTA)
    abertas: list[object] = []
    monkeypatch.setattr(DialogoCaixaDevolucoes, "exec", lambda dela: abertas.append(dela.configurada().conta))
    dialogo, nova = DialogoContaEmail(contexto, CONTA), DialogoContaEmail(contexto, None)
    for ficha_da_conta in (dialogo, nova):
        qtbot.addWidget(ficha_da_conta)
    qtbot.mouseClick(dialogo.botao_caixa, Qt.MouseButton.LeftButton)
    assert abertas == [CONTA.numero]
    assert nova.botao_caixa.isHidden()
