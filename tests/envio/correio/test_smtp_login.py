"""TLS e login: nada se envia sem proteção, a senha errada conta uma vez e não aparece em lugar nenhum."""

from __future__ import annotations

import logging
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import trustme

from envio.correio.falhas import (
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
)
from envio.correio.smtp import TransporteSMTP
from envio.entrega.insistencia import Vigia
from envio.rede.conexao import Esperas, contexto_tls
from envio.rede.octetos import em_base64
from regras.aviso import Estado
from regras.cadastro import ContaEmail, Seguranca
from tests.envio.conftest import contexto_de_servidor
from tests.envio.servidores import CAIR, CALAR, MIME, PARA, REMETENTE, ServidorReal, ServidorRoteirizado, enviar

Abrir = Callable[..., Any]
USUARIO = "cobranca@empresa.com.br"
SENHA = "Segr3do-çã-1234"


class AposAQueda:
    """Um contexto TLS que só negocia depois de o servidor roteirizado já ter caído: sem isto seria uma corrida."""

    def __init__(self, contexto: ssl.SSLContext, servidor: ServidorRoteirizado) -> None:
        self._contexto = contexto
        self._servidor = servidor

    def wrap_socket(self, soquete: socket.socket, **opcoes: Any) -> ssl.SSLSocket:
        assert self._servidor.caiu.wait(5)
        return self._contexto.wrap_socket(soquete, **opcoes)


def falha_ao_abrir(sessao: TransporteSMTP) -> FalhaSMTP:
    with pytest.raises(FalhaSMTP) as excecao:
        sessao.abrir_envelope(REMETENTE, [PARA], MIME)
    return excecao.value


def para_na_primeira(falha: FalhaSMTP) -> bool:
    veredito = falha.veredito
    return veredito.alvo is Alvo.CONTA and veredito.estado is Estado.ADIADO and Vigia().observar(veredito)


@pytest.mark.parametrize(
    "onde", [(s, n) for s in (Seguranca.TLS, Seguranca.STARTTLS) for n in ("127.0.0.1", "localhost")]
)
def test_envia_com_tls_e_com_starttls(
    sessao: Abrir,
    abrir_servidor: Callable[..., ServidorReal],
    certificado_do_servidor: ssl.SSLContext,
    confia: ssl.SSLContext,
    onde: tuple[Seguranca, str],
) -> None:
    seguranca, nome = onde
    servidor = abrir_servidor(**{seguranca.value: certificado_do_servidor}, logins_aceitos={USUARIO: SENHA})
    enviar(sessao(servidor.conta(seguranca, nome, usuario=USUARIO), SENHA, contexto=confia))
    assert servidor.logins == [(USUARIO, SENHA)]
    assert len(servidor.recebidas) == 1


def test_o_ehlo_e_repetido_depois_do_starttls(
    sessao: Abrir, abrir_servidor: Abrir, certificado_do_servidor: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    servidor = abrir_servidor(starttls=certificado_do_servidor)
    enviar(sessao(servidor.conta(Seguranca.STARTTLS), contexto=confia))
    assert servidor.comandos.count("EHLO") == 2


def test_tls_com_corpo_grande_chega_inteiro(
    sessao: Abrir, abrir_servidor: Abrir, certificado_do_servidor: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    servidor = abrir_servidor(tls=certificado_do_servidor)
    mime = b"linha de corpo\r\n" * 60_000
    enviar(sessao(servidor.conta(Seguranca.TLS), contexto=confia), mime)
    assert servidor.recebidas[0].conteudo == mime


def test_contexto_da_casa_confere_tudo_e_exige_tls_1_2() -> None:
    contexto = contexto_tls()
    assert contexto.verify_mode is ssl.CERT_REQUIRED
    assert contexto.check_hostname
    assert contexto.minimum_version is ssl.TLSVersion.TLSv1_2


@pytest.fixture
def certificado_vencido(autoridade: trustme.CA) -> ssl.SSLContext:
    ontem = datetime.now(UTC) - timedelta(days=1)
    return contexto_de_servidor(autoridade.issue_cert("127.0.0.1", not_after=ontem))


@pytest.mark.parametrize("seguranca", [Seguranca.TLS, Seguranca.STARTTLS])
def test_autoridade_desconhecida_para_a_conta(
    sessao: Abrir, abrir_servidor: Abrir, certificado_do_servidor: ssl.SSLContext, seguranca: Seguranca
) -> None:
    servidor = abrir_servidor(**{seguranca.value: certificado_do_servidor})
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca)))
    assert falha.causa is Causa.CERTIFICADO
    assert "autoridade" in falha.mensagem
    assert para_na_primeira(falha)
    assert "MAIL" not in servidor.comandos


def test_certificado_de_outro_servidor_para_a_conta(
    sessao: Abrir, abrir_servidor: Abrir, certificado_de_outro: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    servidor = abrir_servidor(tls=certificado_de_outro)
    for nome in ("127.0.0.1", "localhost"):
        falha = falha_ao_abrir(sessao(servidor.conta(Seguranca.TLS, nome), contexto=confia))
        assert falha.causa is Causa.CERTIFICADO
        assert f"não é do servidor {nome}" in falha.mensagem
        assert para_na_primeira(falha)


def test_certificado_vencido_para_a_conta(
    sessao: Abrir, abrir_servidor: Abrir, certificado_vencido: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    falha = falha_ao_abrir(sessao(abrir_servidor(tls=certificado_vencido).conta(Seguranca.TLS), contexto=confia))
    assert "vencido" in falha.mensagem


def test_sem_starttls_nao_se_autentica_nem_se_envia(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 AUTH PLAIN\r\n")
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca=Seguranca.STARTTLS, usuario=USUARIO), SENHA))
    assert (falha.fase, falha.causa) == (Fase.STARTTLS, Causa.SEM_STARTTLS)
    assert para_na_primeira(falha)
    assert servidor.verbos() == ["EHLO"]


@pytest.mark.parametrize("resposta", [b"454 4.7.0 agora nao\r\n", b"501 5.5.4 nao\r\n", b"250 certo\r\n"])
def test_starttls_recusado_nao_segue_sem_protecao(sessao: Abrir, roteirizar: Abrir, resposta: bytes) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 STARTTLS\r\n", STARTTLS=resposta)
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca=Seguranca.STARTTLS, usuario=USUARIO), SENHA))
    assert falha.fase is Fase.STARTTLS
    assert falha.veredito.alvo is Alvo.CONTA
    assert servidor.verbos() == ["EHLO", "STARTTLS"]


def test_texto_injetado_com_o_aceite_do_starttls_e_recusado(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 STARTTLS\r\n", STARTTLS=b"220 vai\r\n250 falso\r\n")
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca=Seguranca.STARTTLS)))
    assert (falha.fase, falha.causa) == (Fase.STARTTLS, Causa.ILEGIVEL)


def test_texto_no_lugar_do_tls_depois_do_220_passa_e_nao_para_a_conta(
    sessao: Abrir, roteirizar: Abrir, confia: ssl.SSLContext
) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 STARTTLS\r\n", OLA_TLS=(b"454 4.3.0 sem TLS agora\r\n", CAIR))
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca=Seguranca.STARTTLS), contexto=confia))
    assert (falha.fase, falha.causa) == (Fase.STARTTLS, Causa.TLS)
    assert not para_na_primeira(falha)


def test_queda_entre_o_220_e_o_tls_fecha_o_soquete(sessao: Abrir, roteirizar: Abrir, confia: ssl.SSLContext) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 STARTTLS\r\n", NEGOCIACAO=CAIR)
    ligar = AposAQueda(confia, servidor)
    # Um soquete esquecido reprovaria aqui por ResourceWarning.
    falha = falha_ao_abrir(sessao(servidor.conta(seguranca=Seguranca.STARTTLS), contexto=ligar))
    assert (falha.fase, falha.causa) == (Fase.STARTTLS, Causa.QUEDA)
    assert not para_na_primeira(falha)


def test_tls_numa_porta_starttls_diz_o_que_trocar(
    sessao: Abrir, servidor: ServidorReal, confia: ssl.SSLContext
) -> None:
    falha = falha_ao_abrir(sessao(servidor.conta(Seguranca.TLS), contexto=confia))
    assert falha.causa is Causa.PORTA_TROCADA
    assert "STARTTLS" in falha.o_que_fazer
    assert para_na_primeira(falha)


def test_starttls_numa_porta_tls_diz_o_que_trocar(
    sessao: Abrir, abrir_servidor: Abrir, certificado_do_servidor: ssl.SSLContext, esperas: Esperas
) -> None:
    servidor = abrir_servidor(tls=certificado_do_servidor)
    falha = falha_ao_abrir(sessao(servidor.conta(Seguranca.STARTTLS), esperas=replace(esperas, resposta=0.2)))
    assert (falha.fase, falha.causa) == (Fase.SAUDACAO, Causa.ESPERA)
    assert "TLS" in falha.o_que_fazer


@pytest.mark.parametrize(
    ("servidor", "porta", "causa"),
    [
        ("smtp..exemplo.com", 465, Causa.DNS),
        ("x" * 70 + ".com", 465, Causa.DNS),
        ("127.0.0.1", 1, Causa.RECUSADA),
    ],
)
def test_servidor_que_nao_existe_e_da_conta(sessao: Abrir, servidor: str, porta: int, causa: Causa) -> None:
    falha = falha_ao_abrir(sessao(ContaEmail(1, REMETENTE, servidor, porta, Seguranca.TLS)))
    assert (falha.fase, falha.causa, falha.veredito.alvo) == (Fase.CONEXAO, causa, Alvo.CONTA)
    assert falha.o_que_fazer


def test_nome_que_o_dns_nao_conhece_e_da_conta(sessao: Abrir, monkeypatch: pytest.MonkeyPatch) -> None:
    def nao_achar(*_pedido: Any, **_opcoes: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nao_achar)
    falha = falha_ao_abrir(sessao(ContaEmail(1, REMETENTE, "smtp.nao-existe.com", 465, Seguranca.TLS)))
    assert (falha.causa, falha.veredito.alvo) == (Causa.DNS, Alvo.CONTA)
    assert "smtp.nao-existe.com não foi encontrado" in falha.mensagem


@pytest.fixture
def com_login(abrir_servidor: Abrir) -> ServidorReal:
    """Servidor da própria máquina que pede login."""
    servidor: ServidorReal = abrir_servidor(logins_aceitos={USUARIO: SENHA}, login_exige_tls=False)
    return servidor


@pytest.mark.parametrize("fora", [(), ("PLAIN",), ("LOGIN",)])
def test_senha_errada_conta_uma_vez_so(sessao: Abrir, abrir_servidor: Abrir, fora: tuple[str, ...]) -> None:
    servidor = abrir_servidor(logins_aceitos={USUARIO: SENHA}, login_exige_tls=False, mecanismos_fora=fora)
    falha = falha_ao_abrir(sessao(servidor.conta(usuario=USUARIO), "errada"))
    assert servidor.logins == [(USUARIO, "errada")]
    assert (falha.fase, falha.codigo, falha.estendido) == (Fase.LOGIN, 535, "5.7.8")
    assert para_na_primeira(falha)


@pytest.mark.parametrize("fora", [("PLAIN",), ("LOGIN",)])
def test_login_com_cada_mecanismo(sessao: Abrir, abrir_servidor: Abrir, fora: tuple[str, ...]) -> None:
    servidor = abrir_servidor(logins_aceitos={USUARIO: SENHA}, login_exige_tls=False, mecanismos_fora=fora)
    enviar(sessao(servidor.conta(usuario=USUARIO), SENHA))
    assert servidor.logins == [(USUARIO, SENHA)]


def test_senha_longa_vai_fora_do_comando(sessao: Abrir, abrir_servidor: Abrir) -> None:
    senha = "x" * 600
    servidor = abrir_servidor(logins_aceitos={USUARIO: senha}, login_exige_tls=False)
    enviar(sessao(servidor.conta(usuario=USUARIO), senha))
    assert servidor.logins == [(USUARIO, senha)]


def test_sem_usuario_nao_se_autentica(sessao: Abrir, com_login: ServidorReal) -> None:
    enviar(sessao(com_login.conta(), SENHA))
    assert com_login.logins == []


def test_login_feito_uma_vez_por_conexao(sessao: Abrir, com_login: ServidorReal) -> None:
    transporte = sessao(com_login.conta(usuario=USUARIO), SENHA)
    enviar(transporte)
    enviar(transporte)
    assert len(com_login.logins) == 1


@pytest.mark.parametrize("anuncio", [b"250 HELP\r\n", b"250 AUTH XOAUTH2 CRAM-MD5\r\n", b"250 AUTH\r\n"])
def test_sem_mecanismo_que_sirva_para_a_conta_sem_mandar_a_senha(
    sessao: Abrir, roteirizar: Abrir, anuncio: bytes
) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n" + anuncio)
    falha = falha_ao_abrir(sessao(servidor.conta(usuario=USUARIO), SENHA))
    assert falha.causa is Causa.SEM_LOGIN
    assert para_na_primeira(falha)
    assert servidor.verbos() == ["EHLO"]


COM_PLAIN = b"250-x\r\n250 AUTH PLAIN\r\n"
COM_LOGIN = b"250-x\r\n250-AUTH=LOGIN\r\n250 AUTH LOGIN\r\n"


@pytest.mark.parametrize("resposta", [b"503 5.5.1 ja entrou\r\n", b"250 certo\r\n", b"334 mais\r\n"])
def test_so_235_e_login_aceito(sessao: Abrir, roteirizar: Abrir, resposta: bytes) -> None:
    servidor = roteirizar(EHLO=COM_PLAIN, AUTH=resposta)
    assert falha_ao_abrir(sessao(servidor.conta(usuario=USUARIO), SENHA)).fase is Fase.LOGIN
    assert "MAIL" not in servidor.verbos()


REPETEM_OU_CALAM = [
    f"535 5.7.8 senha {SENHA} de {USUARIO} nao confere\r\n".encode(),
    f"500 comando AUTH PLAIN {em_base64(f'{chr(0)}{USUARIO}{chr(0)}{SENHA}')} desconhecido\r\n".encode(),
    f"535-{em_base64(SENHA)}\r\n535 {SENHA}\r\n".encode(),
    (f"421 4.7.0 {SENHA}\r\n".encode(), CAIR),
    f"lixo {SENHA}\r\n".encode(),
    f"220 {SENHA}\r\n".encode(),
    CAIR,
    CALAR,
]


@pytest.mark.parametrize("roteiro", [(ehlo, passo) for ehlo in (COM_PLAIN, COM_LOGIN) for passo in REPETEM_OU_CALAM])
def test_senha_nao_aparece_em_lugar_nenhum(
    sessao: Abrir, roteirizar: Abrir, esperas: Esperas, caplog: pytest.LogCaptureFixture, roteiro: tuple[bytes, Any]
) -> None:
    caplog.set_level(logging.DEBUG)
    servidor = roteirizar(EHLO=roteiro[0], AUTH=roteiro[1])
    transporte = sessao(servidor.conta(usuario=USUARIO), SENHA, esperas=replace(esperas, resposta=0.3))
    falha = falha_ao_abrir(transporte)
    visto = "\n".join([caplog.text, repr(transporte), falha.frase(), *_tudo(falha)])
    for segredo in (SENHA, em_base64(SENHA), em_base64(f"\0{USUARIO}\0{SENHA}"), repr(SENHA.encode())[2:-1]):
        assert segredo not in visto


def _tudo(erro: BaseException | None) -> Iterator[str]:
    """Tudo o que se pode escrever de uma exceção e das que vieram antes dela."""
    while erro is not None:
        yield from ("".join(traceback.format_exception(erro)), str(erro), repr(erro), repr(erro.args), repr(vars(erro)))
        erro = erro.__cause__ or erro.__context__


def test_codigo_estendido_sobrevive_a_senha_que_parece_com_ele(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(EHLO=COM_PLAIN, AUTH=b"535 5.7.8 nao\r\n")
    falha = falha_ao_abrir(sessao(servidor.conta(usuario=USUARIO), "5.7"))
    assert falha.estendido == "5.7.8"


def test_conta_com_senha_errada_nao_e_tentada_de_novo_pela_sessao(sessao: Abrir, com_login: ServidorReal) -> None:
    transporte = sessao(com_login.conta(usuario=USUARIO), "errada")
    falha_ao_abrir(transporte)
    transporte.fechar()
    assert len(com_login.logins) == 1
