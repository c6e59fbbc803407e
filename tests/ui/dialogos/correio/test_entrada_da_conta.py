"""Como a conta entra, na ficha: senha ou autorização, nunca as duas, e em que pé a autorização está."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.acesso.guarda import Guarda
from envio.acesso.oauth.pedidos import Tokens
from envio.contas import contas
from envio.contas.autorizacao import Acesso
from envio.contas.contas import Autorizada
from modelos.contas import contas_autorizadas, contas_email
from regras.cadastro import Autenticacao, Autorizacao, ContaEmail, Seguranca
from tests.envio.acesso.servidor_autorizacao import APLICATIVO, RENOVACAO, SEGREDO
from ui.contexto import Contexto
from ui.dialogos.correio import contas_email as modulo_da_ficha
from ui.dialogos.correio import entrada_da_conta
from ui.dialogos.correio.autorizar_conta import PedidoDeAutorizacao
from ui.dialogos.correio.conferir_conta import DialogoConferirConta, Veredito
from ui.dialogos.correio.contas_email import DialogoContaEmail
from ui.dialogos.correio.testar_envio import Ensaio
from ui.trabalho import Trabalho

CONTA = ContaEmail(3, "fin@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "fin@exemplo.com.br")
MICROSOFT = replace(CONTA, autenticacao=Autenticacao.MICROSOFT, aplicativo=APLICATIVO, locatario="exemplo.com.br")
TOKENS = Tokens("acesso-segredo", RENOVACAO, timedelta(hours=1))


@pytest.fixture
def pedidos(monkeypatch: pytest.MonkeyPatch) -> list[PedidoDeAutorizacao]:
    """O que se mandou autorizar; o provedor sempre autoriza."""
    feitos: list[PedidoDeAutorizacao] = []

    def pedir(_contexto: Contexto, pedido: PedidoDeAutorizacao, _pai: object) -> Tokens:
        feitos.append(pedido)
        return TOKENS

    monkeypatch.setattr(entrada_da_conta.DialogoAutorizar, "pedir", pedir)
    return feitos


@pytest.fixture(autouse=True)
def _servidor_que_deixa_entrar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aqui se prova a forma de entrar; entrar no servidor é de `test_conferir_conta`."""
    entrou = Veredito(conferida_em=datetime(2026, 11, 24, tzinfo=UTC))
    monkeypatch.setattr(DialogoConferirConta, "perguntar", lambda *_a: entrou)


def abrir(qtbot: QtBot, contexto: Contexto, conta: ContaEmail | None) -> DialogoContaEmail:
    dialogo = DialogoContaEmail(contexto, conta)
    # Sem isto, fechar no fim do teste perguntaria se é para gravar.
    qtbot.addWidget(dialogo, before_close_func=lambda _dialogo: setattr(dialogo, "alterada", False))
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    return dialogo


def a_vista(dialogo: DialogoContaEmail) -> set[str]:
    partes = {
        "senha": dialogo.entrada.senha,
        "aplicativo": dialogo.entrada.aplicativo,
        "locatario": dialogo.entrada.locatario,
        "segredo": dialogo.entrada.segredo,
        "navegador": dialogo.entrada.botao_navegador,
        "codigo": dialogo.entrada.botao_codigo,
        "situacao": dialogo.entrada.situacao,
    }
    return {nome for nome, widget in partes.items() if widget.isVisible()}


@pytest.mark.parametrize(
    ("forma", "esperado"),
    [
        (Autenticacao.SENHA, {"senha"}),
        (Autenticacao.MICROSOFT, {"aplicativo", "locatario", "navegador", "codigo", "situacao"}),
        (Autenticacao.GOOGLE, {"aplicativo", "segredo", "navegador", "situacao"}),
    ],
)
def test_so_se_ve_o_que_serve_a_forma(
    qtbot: QtBot, contexto: Contexto, forma: Autenticacao, esperado: set[str]
) -> None:
    dialogo = abrir(qtbot, contexto, CONTA)
    dialogo.entrada.forma.definir(forma.value)
    assert a_vista(dialogo) == esperado


def test_provedor_que_so_autoriza_ja_vem_escolhido(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = abrir(qtbot, contexto, None)
    qtbot.keyClicks(dialogo.textos["remetente"], "aurora@hotmail.com")
    dialogo.textos["remetente"].editingFinished.emit()
    assert dialogo.entrada.autenticacao() is Autenticacao.MICROSOFT
    assert "senha" not in a_vista(dialogo)


def test_autorizar_e_gravar_guarda_o_token_so_no_cofre(
    qtbot: QtBot, contexto: Contexto, pedidos: list[PedidoDeAutorizacao]
) -> None:
    dialogo = abrir(qtbot, contexto, CONTA)
    dialogo.entrada.forma.definir(Autenticacao.GOOGLE.value)
    dialogo.entrada.aplicativo.setText(APLICATIVO)
    dialogo.entrada.segredo.setText(SEGREDO)
    qtbot.mouseClick(dialogo.entrada.botao_navegador, Qt.MouseButton.LeftButton)
    assert (pedidos[0].segredo, pedidos[0].por_codigo) == (SEGREDO, False)
    assert SEGREDO not in repr(pedidos)
    assert "Grave a conta" in dialogo.entrada.situacao.texto()
    assert dialogo.alterada
    assert contas_email.obter(3) is None
    assert dialogo.gravar()
    gravada = contas_email.obter(3)
    assert gravada is not None
    assert (gravada.autenticacao, gravada.aplicativo) == (Autenticacao.GOOGLE, APLICATIVO)
    guarda = Guarda(contexto.ambiente.cofre, 3)
    assert (guarda.renovacao(), guarda.segredo()) == (RENOVACAO, SEGREDO)
    assert contas_autorizadas.obter(3) == Autorizacao(contexto.agora())


def test_o_codigo_pede_por_codigo(qtbot: QtBot, contexto: Contexto, pedidos: list[PedidoDeAutorizacao]) -> None:
    dialogo = abrir(qtbot, contexto, MICROSOFT)
    qtbot.mouseClick(dialogo.entrada.botao_codigo, Qt.MouseButton.LeftButton)
    assert (pedidos[0].conta, pedidos[0].por_codigo) == (MICROSOFT, True)


def test_sem_o_aplicativo_nao_autoriza_nem_grava(
    qtbot: QtBot, contexto: Contexto, pedidos: list[PedidoDeAutorizacao]
) -> None:
    dialogo = abrir(qtbot, contexto, CONTA)
    dialogo.entrada.forma.definir(Autenticacao.MICROSOFT.value)
    qtbot.mouseClick(dialogo.entrada.botao_navegador, Qt.MouseButton.LeftButton)
    assert pedidos == []
    assert dialogo.formulario.erro_de(dialogo.entrada.aplicativo)
    assert not dialogo.gravar()


def test_locatario_que_nao_vale_e_dito_no_campo(
    qtbot: QtBot, contexto: Contexto, pedidos: list[PedidoDeAutorizacao]
) -> None:
    dialogo = abrir(qtbot, contexto, replace(MICROSOFT, locatario="a/b"))
    dialogo.entrada.autorizar()
    assert pedidos == []
    assert dialogo.formulario.erro_de(dialogo.entrada.locatario)


@pytest.mark.usefixtures("pedidos")
def test_mudar_o_aplicativo_depois_de_autorizar_nao_guarda_a_autorizacao(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = abrir(qtbot, contexto, MICROSOFT)
    dialogo.entrada.autorizar()
    dialogo.entrada.aplicativo.setText("outro")
    assert dialogo.gravar()
    assert Guarda(contexto.ambiente.cofre, 3).renovacao() == ""
    assert contas_autorizadas.obter(3) is None


@pytest.mark.usefixtures("pedidos")
def test_o_teste_antes_de_gravar_usa_a_autorizacao_dada(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensaios: list[Ensaio] = []

    class Falso:
        aceito_em = None

        def __init__(self, _contexto: Contexto, ensaio: Ensaio, _pai: object) -> None:
            ensaios.append(ensaio)

        def responder(self) -> None:
            """Não abre."""

    monkeypatch.setattr(modulo_da_ficha, "DialogoTestarEnvio", Falso)
    dialogo = abrir(qtbot, contexto, MICROSOFT)
    dialogo.testar()
    dialogo.entrada.autorizar()
    dialogo.testar()
    assert ensaios[0].credencial is None
    credencial = ensaios[1].credencial
    assert isinstance(credencial, Acesso)
    assert credencial.obter() == "acesso-segredo"


@pytest.mark.parametrize(("vencida", "trecho"), [(False, "Autorizada em"), (True, "vencida em")])
def test_diz_em_que_pe_esta_a_autorizacao(qtbot: QtBot, contexto: Contexto, vencida: bool, trecho: str) -> None:
    autorizada = Autorizada(RENOVACAO, contexto.agora())
    contas.gravar(MICROSOFT, None, contexto.ambiente.cofre, autorizada=autorizada, aceita_memoria=True)
    if vencida:
        contas_autorizadas.vencer(3, contexto.agora())
    situacao = abrir(qtbot, contexto, MICROSOFT).entrada.situacao
    assert trecho in f"{situacao.titulo()} {situacao.texto()}"


def test_base_trazida_de_outro_computador_diz_que_falta_autorizar_aqui(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(MICROSOFT)
    contas_autorizadas.autorizar(3, contexto.agora())
    situacao = abrir(qtbot, contexto, MICROSOFT).entrada.situacao
    assert "não neste computador" in situacao.titulo()


def test_conta_sem_autorizacao_diz_que_nada_sai(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(MICROSOFT)
    assert "Ainda não autorizada" in abrir(qtbot, contexto, MICROSOFT).entrada.situacao.texto()


def test_voltar_a_senha_esquece_a_autorizacao(qtbot: QtBot, contexto: Contexto) -> None:
    autorizada = Autorizada(RENOVACAO, contexto.agora())
    contas.gravar(MICROSOFT, None, contexto.ambiente.cofre, autorizada=autorizada, aceita_memoria=True)
    dialogo = abrir(qtbot, contexto, MICROSOFT)
    dialogo.entrada.forma.definir(Autenticacao.SENHA.value)
    dialogo.entrada.senha.setText("segredo")
    assert dialogo.gravar()
    assert contas_email.obter(3) == CONTA
    assert contexto.ambiente.cofre.obter(3) == "segredo"
    assert Guarda(contexto.ambiente.cofre, 3).renovacao() == ""
