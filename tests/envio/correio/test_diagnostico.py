"""As frases dizem o que houve e o que conferir, com o servidor da conta."""

from __future__ import annotations

import socket
import ssl
from dataclasses import replace

import pytest

from envio.correio import diagnostico
from envio.correio.falhas import (
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
    Recusa,
)
from envio.correio.provedores import PROVEDORES
from envio.correio.respostas import recusar
from envio.rede.conexao import RespostaIlegivel
from regras.aviso import Estado
from regras.cadastro import Autenticacao, ContaEmail, Seguranca

CONTA = ContaEmail(1, "a@empresa.com.br", "smtp.empresa.com.br", 465, Seguranca.TLS, usuario="a@empresa.com.br")
AUTORIZADA = replace(CONTA, autenticacao=Autenticacao.MICROSOFT, aplicativo="x")


def de_tls(motivo: str) -> ssl.SSLError:
    erro = ssl.SSLError(1, motivo)
    erro.reason = motivo
    return erro


def de_certificado(codigo: int) -> ssl.SSLCertVerificationError:
    erro = ssl.SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED")
    erro.verify_code = codigo
    return erro


@pytest.mark.parametrize(
    ("erro", "fase", "causa"),
    [
        (socket.gaierror(-2, "x"), Fase.CONEXAO, Causa.DNS),
        (ConnectionRefusedError(), Fase.CONEXAO, Causa.RECUSADA),
        (TimeoutError(), Fase.CONEXAO, Causa.ESPERA),
        (OSError(101, "Network is unreachable"), Fase.CONEXAO, Causa.QUEDA),
        (de_tls("WRONG_VERSION_NUMBER"), Fase.CONEXAO, Causa.PORTA_TROCADA),
        (de_tls("record layer failure"), Fase.CONEXAO, Causa.PORTA_TROCADA),
        (de_tls("UNSUPPORTED_PROTOCOL"), Fase.CONEXAO, Causa.TLS),
        (de_tls("WRONG_VERSION_NUMBER"), Fase.STARTTLS, Causa.TLS),
        (de_tls("BAD_RECORD_MAC"), Fase.RCPT, Causa.QUEDA),
        (de_certificado(62), Fase.CONEXAO, Causa.CERTIFICADO),
        (RespostaIlegivel("x"), Fase.SAUDACAO, Causa.ILEGIVEL),
        (ConnectionResetError(), Fase.MAIL, Causa.QUEDA),
    ],
)
def test_causa_sai_da_excecao_da_biblioteca(erro: OSError, fase: Fase, causa: Causa) -> None:
    falha = diagnostico.da_rede(CONTA, fase, erro)
    assert (falha.causa, falha.codigo, falha.passageira) == (causa, 0, True)
    assert falha.veredito.motivo
    assert falha.o_que_fazer


@pytest.mark.parametrize(
    ("falha", "diz", "manda"),
    [
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, socket.gaierror(-2, "x")), "smtp.empresa.com.br", "nome do servidor"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError()), "porta 465", "servidor e porta"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, de_tls("WRONG_VERSION_NUMBER")), "não começa com TLS", "STARTTLS"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, de_certificado(62)), "não é do servidor", "nome de servidor"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, de_certificado(10)), "vencido", "data deste computador"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, de_certificado(20)), "autoridade conhecida", "antivírus"),
        (diagnostico.da_rede(CONTA, Fase.CONEXAO, TimeoutError()), "não respondeu", "rede"),
        (diagnostico.da_rede(CONTA, Fase.RCPT, TimeoutError()), "parou de responder", "tente de novo"),
        (diagnostico.sem_starttls(replace(CONTA, porta=587)), "STARTTLS", "465"),
        (diagnostico.sem_login(CONTA, []), "não oferece login", "porta e segurança"),
        (diagnostico.sem_login(CONTA, ["CRAM-MD5"]), "CRAM-MD5", "provedor"),
        (diagnostico.sem_login(CONTA, ["XOAUTH2"]), "só por autorização", "Microsoft ou Google"),
        (diagnostico.sem_login(AUTORIZADA, ["PLAIN", "LOGIN"]), "por autorização (oferece PLAIN LOGIN)", "para senha"),
        (diagnostico.grande_demais(CONTA, 12_345_678, 10_000_000), "tem 12,3 MB e o limite é 10,0 MB", "menos débitos"),
        (diagnostico.da_resposta(CONTA, Fase.LOGIN, 535, "5.7.8 x"), "usuário ou a senha", "senha"),
    ],
)
def test_frase_diz_o_que_houve_e_o_que_fazer(falha: FalhaSMTP, diz: str, manda: str) -> None:
    assert diz in falha.mensagem
    assert manda in falha.o_que_fazer
    assert falha.servidor == "smtp.empresa.com.br"


def test_falar_em_texto_com_porta_tls_sugere_trocar_a_seguranca() -> None:
    conta = replace(CONTA, seguranca=Seguranca.STARTTLS)
    assert "TLS" in diagnostico.da_rede(conta, Fase.SAUDACAO, TimeoutError()).o_que_fazer


@pytest.mark.parametrize(
    ("servidor", "conselho"),
    [
        ("smtp.gmail.com", "senha de app"),
        ("smtp.mail.yahoo.com", "senha de app"),
        ("smtp-mail.outlook.com", "não aceita mais senha"),
        ("smtps.uol.com.br", "antes da arroba"),
        ("smtp.sendgrid.net", "apikey"),
        ("smtp.office365.com", "SMTP autenticado"),
        ("email-ssl.com.br", "Confira o usuário"),
    ],
)
def test_senha_recusada_traz_o_conselho_do_provedor(servidor: str, conselho: str) -> None:
    falha = diagnostico.da_resposta(replace(CONTA, servidor=servidor), Fase.LOGIN, 535, "5.7.8 x")
    assert conselho in falha.o_que_fazer


@pytest.mark.parametrize("provedor", PROVEDORES, ids=lambda provedor: provedor.nome)
def test_conselho_do_provedor_so_vale_para_o_login(provedor: object) -> None:
    conta = replace(CONTA, servidor=getattr(provedor, "servidor", ""))
    assert diagnostico.da_resposta(conta, Fase.RCPT, 550, "5.1.1 x").o_que_fazer == ""


def test_recusa_de_todos_guarda_cada_destinatario() -> None:
    recusas = [recusar("a@b.com", 550, "5.1.1 x"), recusar("c@d.com", 451, "4.3.0 y")]
    falha = diagnostico.da_recusa_de_todos(CONTA, recusas)
    assert (falha.codigo, falha.resposta, falha.passageira) == (451, "4.3.0 y", True)
    assert falha.recusas == tuple(recusas)


INEXISTENTE = recusar("x@y.com", 550, "5.1.1 inexistente")
PASSAGEIRA = recusar("z@y.com", 450, "4.7.1 lista cinza")
DA_CONTA = recusar("w@y.com", 550, "5.7.1 Unable to relay")


@pytest.mark.parametrize(
    ("recusas", "esperada"),
    [
        ([INEXISTENTE], INEXISTENTE),
        ([INEXISTENTE, PASSAGEIRA], PASSAGEIRA),
        ([INEXISTENTE, PASSAGEIRA, DA_CONTA], DA_CONTA),
    ],
)
def test_sem_nenhum_aceito_decide_a_conta_depois_a_passageira(recusas: list[Recusa], esperada: Recusa) -> None:
    assert diagnostico.da_recusa_de_todos(CONTA, recusas).resposta == esperada.resposta


@pytest.mark.parametrize("fase", Fase)
def test_queda_antes_do_ponto_e_sempre_adiado(fase: Fase) -> None:
    assert diagnostico.da_rede(CONTA, fase, ConnectionResetError("caiu")).veredito.estado is Estado.ADIADO


def test_queda_ao_conectar_e_da_conta_e_no_meio_e_do_aviso() -> None:
    assert diagnostico.da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError()).veredito.alvo is Alvo.CONTA
    assert diagnostico.da_rede(CONTA, Fase.CORPO, ConnectionResetError()).veredito.alvo is Alvo.AVISO


def test_resposta_do_servidor_segue_a_tabela_e_leva_o_conselho() -> None:
    falha = diagnostico.da_resposta(CONTA, Fase.LOGIN, 535, "5.7.8 x")
    assert (falha.veredito.estado, falha.veredito.alvo, falha.veredito.limite) == (Estado.ADIADO, Alvo.CONTA, 1)
    assert falha.veredito.o_que_fazer == falha.o_que_fazer
