"""Conferir uma conta: entra de verdade em servidores desta máquina, sem mandar nada, e propõe o conserto."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import replace

import pytest

from envio import conferencia_da_conta
from envio.ambiente import Ambiente
from envio.conferencia_da_conta import conferir, propor
from envio.correio.falhas import (
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
    Veredito,
)
from envio.correio.smtp import TransporteSMTP
from regras.aviso import Estado
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.erros import ConfiguracaoIncompleta
from tests.envio.conftest import CURTAS
from tests.envio.servidores import REMETENTE, ServidorReal, ServidorRoteirizado

SENHA = "abcd efgh"


@pytest.fixture
def ambiente(ambiente: Ambiente, confia: ssl.SSLContext) -> Ambiente:
    """O de sempre, com a conferência falando TLS com a autoridade inventada e sem demorar."""

    def abrir(conta: ContaEmail, credencial: object) -> TransporteSMTP:
        contexto = None if conta.seguranca is Seguranca.NENHUMA else confia
        return TransporteSMTP(conta, credencial, esperas=CURTAS, contexto=contexto, nome_local="teste.exemplo")  # type: ignore[arg-type]

    return replace(ambiente, abrir_sessao=abrir)


def _falha(conta: ContaEmail, ambiente: Ambiente, senha: str | None = SENHA) -> FalhaSMTP:
    with pytest.raises(FalhaSMTP) as pega:
        list(conferir(conta, ambiente, senha))
    return pega.value


def test_entra_com_tls_e_sai_sem_mandar_nada(
    abrir_servidor: Callable[..., ServidorReal], certificado_do_servidor: ssl.SSLContext, ambiente: Ambiente
) -> None:
    servidor = abrir_servidor(tls=certificado_do_servidor, logins_aceitos={REMETENTE: SENHA})
    conta = servidor.conta(Seguranca.TLS, usuario=REMETENTE)
    vencidas = list(conferir(conta, ambiente, SENHA))
    assert tuple(vencidas) == conferencia_da_conta.fases(conta) == (Fase.CONEXAO, Fase.EHLO, Fase.LOGIN)
    assert servidor.logins == [(REMETENTE, SENHA)]
    assert servidor.recebidas == []
    assert "MAIL" not in servidor.comandos
    assert servidor.comandos[-1] == "QUIT"


def test_entra_com_starttls_pela_senha_do_cofre(
    abrir_servidor: Callable[..., ServidorReal], certificado_do_servidor: ssl.SSLContext, ambiente: Ambiente
) -> None:
    servidor = abrir_servidor(starttls=certificado_do_servidor, logins_aceitos={REMETENTE: SENHA})
    ambiente.cofre.guardar(1, SENHA)
    conta = servidor.conta(Seguranca.STARTTLS, usuario=REMETENTE)
    assert tuple(conferir(conta, ambiente)) == conferencia_da_conta.fases(conta)
    assert Fase.STARTTLS in conferencia_da_conta.fases(conta)


def test_senha_errada_e_tentada_uma_vez_e_o_usuario_pela_metade_tem_conserto(
    abrir_servidor: Callable[..., ServidorReal], certificado_do_servidor: ssl.SSLContext, ambiente: Ambiente
) -> None:
    servidor = abrir_servidor(tls=certificado_do_servidor, logins_aceitos={REMETENTE: SENHA})
    conta = servidor.conta(Seguranca.TLS, usuario="cobranca")
    falha = _falha(conta, ambiente)
    assert (falha.fase, falha.codigo) == (Fase.LOGIN, 535)
    assert len(servidor.logins) == 1
    (conserto,) = propor(conta, falha)
    assert conserto.rotulo == f"Entrar como {REMETENTE}"
    assert list(conferir(conserto.conta, ambiente, SENHA))[-1] is Fase.LOGIN


def test_tls_numa_porta_de_starttls_propoe_a_troca_e_a_troca_entra(
    abrir_servidor: Callable[..., ServidorReal], certificado_do_servidor: ssl.SSLContext, ambiente: Ambiente
) -> None:
    servidor = abrir_servidor(starttls=certificado_do_servidor, logins_aceitos={REMETENTE: SENHA})
    conta = servidor.conta(Seguranca.TLS, usuario=REMETENTE)
    falha = _falha(conta, ambiente)
    assert falha.causa is Causa.PORTA_TROCADA
    primeiro, segundo = propor(conta, falha)
    assert (segundo.conta.porta, segundo.conta.seguranca) == (587, Seguranca.STARTTLS)
    assert list(conferir(primeiro.conta, ambiente, SENHA))[-1] is Fase.LOGIN


def test_servidor_sem_starttls_nao_recebe_a_senha_e_propoe_a_465(
    roteirizar: Callable[..., ServidorRoteirizado], ambiente: Ambiente
) -> None:
    servidor = roteirizar()
    conta = servidor.conta(seguranca=Seguranca.STARTTLS, usuario=REMETENTE)
    falha = _falha(conta, ambiente)
    assert falha.causa is Causa.SEM_STARTTLS
    assert "AUTH" not in servidor.verbos()
    assert [conserto.rotulo for conserto in propor(conta, falha)] == ["Usar TLS na porta 465"]


def test_ninguem_na_porta_diz_onde_conferir_e_propoe_a_outra_porta(ambiente: Ambiente) -> None:
    with socket.create_server(("127.0.0.1", 0)) as reservada:
        porta = reservada.getsockname()[1]
    falha = _falha(ContaEmail(1, REMETENTE, "127.0.0.1", porta, Seguranca.TLS), ambiente)
    assert falha.causa is Causa.RECUSADA
    assert "servidor e porta" in falha.o_que_fazer
    fora = ContaEmail(1, REMETENTE, "smtp.exemplo.com.br", 465, Seguranca.TLS)
    assert [troca.rotulo for troca in propor(fora, falha)] == [
        "Usar STARTTLS na porta 587",
        "Usar smtp.empresa.com.br, porta 465",
        "Usar mail.empresa.com.br, porta 465",
    ]
    conhecido = replace(fora, remetente="a@gmail.com", servidor="smtp.gmial.com")
    assert propor(conhecido, falha)[1].conta.servidor == "smtp.gmail.com"


def test_sem_senha_nem_se_conecta(servidor: ServidorReal, ambiente: Ambiente) -> None:
    with pytest.raises(ConfiguracaoIncompleta) as pega:
        list(conferir(servidor.conta(usuario=REMETENTE), ambiente))
    assert servidor.conexoes == 0
    assert propor(servidor.conta(), pega.value) == ()


def test_parar_no_meio_desliga(servidor: ServidorReal, ambiente: Ambiente) -> None:
    passos = conferir(servidor.conta(), ambiente)
    assert next(iter(passos)) is Fase.CONEXAO
    passos.close()  # type: ignore[attr-defined]
    assert "QUIT" not in servidor.comandos


def _do_login(codigo: int, resposta: str, causa: Causa = Causa.RESPOSTA) -> FalhaSMTP:
    return FalhaSMTP(Fase.LOGIN, codigo, resposta, Veredito(Estado.ADIADO, Alvo.CONTA, "recusou"), causa=causa)


@pytest.mark.parametrize(
    ("servidor", "falha", "forma"),
    [
        ("smtp.office365.com", _do_login(550, "5.7.30 basic auth"), Autenticacao.MICROSOFT),
        ("smtp-mail.outlook.com", _do_login(0, "sem login", Causa.SEM_LOGIN), Autenticacao.MICROSOFT),
        ("smtp.gmail.com", _do_login(0, "sem login", Causa.SEM_LOGIN), Autenticacao.GOOGLE),
    ],
)
def test_quem_nao_aceita_mais_senha_propoe_autorizar(servidor: str, falha: FalhaSMTP, forma: Autenticacao) -> None:
    conta = ContaEmail(1, "a@b.com.br", servidor, 587, Seguranca.STARTTLS, "a@b.com.br")
    assert propor(conta, falha)[0].conta.autenticacao is forma


def test_no_uol_o_usuario_e_so_a_parte_antes_da_arroba() -> None:
    conta = ContaEmail(1, "loja@uol.com.br", "smtps.uol.com.br", 587, Seguranca.STARTTLS, "loja@uol.com.br")
    assert [troca.conta.usuario for troca in propor(conta, _do_login(535, "5.7.8 recusada"))] == ["loja"]


def test_senha_recusada_com_o_usuario_certo_nao_inventa_conserto() -> None:
    conta = ContaEmail(1, "a@b.com.br", "smtp.b.com.br", 465, Seguranca.TLS, "a@b.com.br")
    assert propor(conta, _do_login(535, "5.7.8 recusada")) == ()
