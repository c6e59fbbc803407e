"""A ficha da conta entra de verdade no servidor antes de gravar, explica a falha e traz o conserto a um clique."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
import trustme
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Credencial
from envio.rede.conexao import Esperas, contexto_tls
from modelos.contas import contas_conferidas, contas_email
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.erros import ErroAviso
from tests.envio.servidores import REMETENTE, ServidorReal, ServidorRoteirizado
from ui.contexto import Contexto
from ui.dialogos.correio.conferir_conta import DialogoConferirConta
from ui.dialogos.correio.contas_email import DialogoContaEmail, DialogoContasEmail
from ui.dialogos.correio.testar_envio import Ensaio
from ui.trabalho import Trabalho

SENHA = "abcd efgh ijkl mnop"


@pytest.fixture(scope="module")
def autoridade() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def na_rede(contexto: Contexto, autoridade: trustme.CA) -> Contexto:
    """O contexto de sempre, cuja conferência confia na autoridade inventada e não demora."""
    confia = contexto_tls()
    autoridade.configure_trust(confia)

    def abrir(conta: ContaEmail, credencial: Credencial) -> TransporteSMTP:
        return TransporteSMTP(
            conta, credencial, esperas=Esperas(60, 60, 60, 60, 60, 0.2), contexto=confia, nome_local="t.ex"
        )

    ambiente: Ambiente = replace(contexto.ambiente, abrir_sessao=abrir)
    return Contexto(ambiente, contexto.hoje)


@pytest.fixture
def com_tls(autoridade: trustme.CA) -> Iterator[ServidorReal]:
    with ServidorReal(tls=_certificado(autoridade), logins_aceitos={REMETENTE: SENHA}) as servidor:
        yield servidor


@pytest.fixture
def com_starttls(autoridade: trustme.CA) -> Iterator[ServidorReal]:
    with ServidorReal(starttls=_certificado(autoridade), logins_aceitos={REMETENTE: SENHA}) as servidor:
        yield servidor


def _certificado(autoridade: trustme.CA) -> ssl.SSLContext:
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    autoridade.issue_cert("127.0.0.1", "localhost").configure_cert(contexto)
    return contexto


def _ficha(qtbot: QtBot, contexto: Contexto, porta: int, senha: str = SENHA) -> DialogoContaEmail:
    """Uma conta nova digitada como o operador digita: endereço, senha e, no lugar do proposto, o servidor do teste."""
    ficha = DialogoContaEmail(contexto, None)
    # Sem isto, fechar no fim do teste perguntaria se é para gravar.
    qtbot.addWidget(ficha, before_close_func=lambda fechada: setattr(fechada, "alterada", False))
    ficha.show()
    qtbot.keyClicks(ficha.textos["remetente"], REMETENTE)
    ficha.textos["remetente"].editingFinished.emit()
    qtbot.keyClicks(ficha.entrada.senha, senha)
    ficha.textos["servidor"].definir("127.0.0.1")
    ficha.textos["porta"].definir(str(porta))
    return ficha


def _gravar(qtbot: QtBot, ficha: DialogoContaEmail, monkeypatch: pytest.MonkeyPatch, *gestos: str) -> list[str]:
    """Grava a ficha; a cada conferência que para, faz o gesto seguinte. Devolve o que cada falha disse."""
    falhas: list[str] = []
    esperados = list(gestos)

    def executar(dialogo: DialogoConferirConta) -> int:
        qtbot.addWidget(dialogo)
        dialogo.open()
        qtbot.waitUntil(lambda: not dialogo.isVisible() or not Trabalho.vivos(), timeout=60_000)
        if dialogo.isVisible():
            falhas.append(f"{dialogo.caixa.titulo()} {dialogo.caixa.texto()}")
            _gesto(qtbot, dialogo, esperados.pop(0))
        return dialogo.result()

    monkeypatch.setattr(DialogoConferirConta, "exec", executar)
    ficha.ao_gravar()
    assert esperados == []
    return falhas


def _gesto(qtbot: QtBot, dialogo: DialogoConferirConta, qual: str) -> None:
    if qual == "esc":
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    elif qual == "sem conferir":
        qtbot.mouseClick(dialogo.botao_sem_conferir, Qt.MouseButton.LeftButton)
    else:
        (link,) = [link for link in dialogo.consertos if qual in link.text()]
        link.click()


def test_entra_no_servidor_antes_de_gravar_e_a_conta_nasce_conferida(
    qtbot: QtBot, na_rede: Contexto, com_tls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ficha = _ficha(qtbot, na_rede, com_tls.porta)
    assert _gravar(qtbot, ficha, monkeypatch) == []
    assert com_tls.logins == [(REMETENTE, SENHA)]
    assert com_tls.recebidas == []
    gravada = contas_email.obter(1)
    assert gravada is not None
    assert (gravada.remetente, gravada.usuario) == (REMETENTE, REMETENTE)
    assert contas_conferidas.obter(1) is not None
    assert na_rede.ambiente.cofre.obter(1) == SENHA
    assert ficha.result() == ficha.DialogCode.Accepted


def test_senha_errada_explica_volta_para_corrigir_e_nada_foi_gravado(
    qtbot: QtBot, na_rede: Contexto, com_tls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ficha = _ficha(qtbot, na_rede, com_tls.porta, "errada")
    (falha,) = _gravar(qtbot, ficha, monkeypatch, "esc")
    assert "senha" in falha.lower()
    assert contas_email.listar() == []
    assert na_rede.ambiente.cofre.obter(1) is None
    assert ficha.isVisible()
    ficha.entrada.senha.setText(SENHA)
    assert _gravar(qtbot, ficha, monkeypatch) == []
    assert contas_conferidas.obter(1) is not None


def test_porta_trocada_se_conserta_com_um_clique_e_grava(
    qtbot: QtBot, na_rede: Contexto, com_starttls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    recusas: list[ErroAviso] = []
    monkeypatch.setattr(DialogoContaEmail, "mostrar_falha", lambda _ficha, erro: recusas.append(erro))
    ficha = _ficha(qtbot, na_rede, com_starttls.porta)
    (falha,) = _gravar(qtbot, ficha, monkeypatch, f"Usar STARTTLS na porta {com_starttls.porta}")
    assert "não começa com TLS" in falha
    gravada = contas_email.obter(1)
    assert gravada is not None
    assert gravada.seguranca is Seguranca.STARTTLS
    assert contas_conferidas.obter(1) is not None
    assert recusas == []
    assert ficha.result() == ficha.DialogCode.Accepted


def test_gravar_sem_conferir_e_escolha_e_a_lista_marca_a_conta(
    qtbot: QtBot, na_rede: Contexto, com_tls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ficha = _ficha(qtbot, na_rede, com_tls.porta, "errada")
    _gravar(qtbot, ficha, monkeypatch, "sem conferir")
    assert contas_email.obter(1) is not None
    assert contas_conferidas.obter(1) is None
    lista = DialogoContasEmail(na_rede)
    qtbot.addWidget(lista)
    situacao = lista.tabela.colunas[-1]
    (conta,) = lista.tabela.linhas()
    assert (situacao.texto(conta), situacao.titulo) == ("Não conferida", "Situação")


def test_mudar_so_o_limite_de_uma_conta_conferida_nao_entra_de_novo(
    qtbot: QtBot, na_rede: Contexto, com_tls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _gravar(qtbot, _ficha(qtbot, na_rede, com_tls.porta), monkeypatch)
    gravada = contas_email.obter(1)
    assert gravada is not None
    ficha = DialogoContaEmail(na_rede, gravada)
    qtbot.addWidget(ficha)
    ficha.textos["por_dia"].definir("7")
    assert _gravar(qtbot, ficha, monkeypatch) == []
    assert len(com_tls.logins) == 1
    alterada = contas_email.obter(1)
    assert alterada is not None
    assert alterada.por_dia == 7
    assert contas_conferidas.obter(1) is not None


def test_esc_com_o_servidor_calado_volta_na_hora(qtbot: QtBot, na_rede: Contexto) -> None:
    servidor = ServidorRoteirizado({"SAUDACAO": "calar"})
    try:
        dialogo = DialogoConferirConta(na_rede, Ensaio(servidor.conta(), None))
        qtbot.addWidget(dialogo)
        dialogo.open()
        qtbot.waitUntil(lambda: servidor.conexoes == 1)
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
        assert not dialogo.isVisible()
        assert dialogo.veredito.conferida_em is None
    finally:
        servidor.fechar()
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def test_conferir_pela_lista_mostra_que_entrou_e_anota(
    qtbot: QtBot, na_rede: Contexto, com_tls: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    conta = com_tls.conta(Seguranca.TLS, usuario=REMETENTE)
    contas_email.gravar(conta)
    na_rede.ambiente.cofre.guardar(1, SENHA)
    lista = DialogoContasEmail(na_rede)
    qtbot.addWidget(lista)
    ditos: list[str] = []

    def executar(dialogo: DialogoConferirConta) -> int:
        qtbot.addWidget(dialogo)
        dialogo.open()
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
        ditos.append(dialogo.caixa.titulo())
        assert not dialogo.botao_sem_conferir.isVisible()
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
        return dialogo.result()

    monkeypatch.setattr(DialogoConferirConta, "exec", executar)
    qtbot.mouseClick(lista.botao_conferir, Qt.MouseButton.LeftButton)
    assert ditos == ["Conta conferida"]
    assert contas_conferidas.obter(1) is not None
    assert lista.tabela.colunas[-1].texto(conta).startswith("Conferida em")


def test_conta_sem_senha_manda_voltar_e_digitar(qtbot: QtBot, na_rede: Contexto) -> None:
    conta = ContaEmail(1, REMETENTE, "smtp.exemplo.com.br", 465, Seguranca.TLS, REMETENTE)
    dialogo = DialogoConferirConta(na_rede, Ensaio(conta))
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert dialogo.caixa.texto() == "Volte e digite a senha."
    assert dialogo.botao_voltar.isVisible()


def test_conta_a_autorizar_manda_voltar_e_autorizar(qtbot: QtBot, na_rede: Contexto) -> None:
    conta = ContaEmail(
        1, REMETENTE, "smtp.exemplo", 465, Seguranca.TLS, autenticacao=Autenticacao.GOOGLE, aplicativo="x"
    )
    dialogo = DialogoConferirConta(na_rede, Ensaio(conta))
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert "autorize" in dialogo.caixa.texto()
