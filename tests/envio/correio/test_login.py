"""Login com token de acesso (XOAUTH2): o que vai, o que volta, e o que nunca aparece (email.md §3)."""

from __future__ import annotations

import base64
import logging
import ssl
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.correio.falhas import (
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
)
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import FonteDeToken
from envio.entrega.insistencia import Vigia
from envio.rede.octetos import em_base64
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.erros import ConfiguracaoIncompleta, DadoInvalido, ErroAviso
from tests.envio.servidores import CAIR, MIME, PARA, REMETENTE, ServidorReal, ServidorRoteirizado, enviar

Abrir = Callable[..., Any]
TOKEN = "acesso-Segr3do." + "t" * 1900
CURTO = "acesso-curto-Segr3do"
"""O aiosmtpd só lê comandos de até 512 octetos; os servidores de verdade, 12288 (RFC 4954)."""
ANUNCIA = b"250-x\r\n250 AUTH LOGIN XOAUTH2\r\n"
DESAFIO = b"334 " + base64.b64encode(b'{"status":"401","schemes":"Bearer"}') + b"\r\n"
COM_TOKEN = {"autenticacao": Autenticacao.MICROSOFT, "aplicativo": "x"}


class Fonte:
    """De onde sai o token no teste: um por vez, ou a falha que o teste manda."""

    def __init__(self, *tokens: str | ErroAviso) -> None:
        self.tokens = list(tokens or (TOKEN,))
        self.pouco = False
        self.descartados = 0

    def obter(self) -> str:
        token = self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]
        self.pouco = False
        if isinstance(token, ErroAviso):
            raise token
        return token

    def falta_pouco(self) -> bool:
        return self.pouco

    def descartar(self) -> None:
        self.descartados += 1


class ServidorComXOAUTH2(ServidorReal):
    """aiosmtpd que entende XOAUTH2 e confere o token."""

    def __init__(self, aceitos: set[str], **opcoes: Any) -> None:
        super().__init__(logins_aceitos={}, mecanismos_fora=("PLAIN", "LOGIN"), **opcoes)
        self.aceitos = aceitos
        self.vistos: list[tuple[str, str]] = []

    async def auth_XOAUTH2(self, conversa: Any, argumentos: list[str]) -> AuthResult:
        usuario, portador, *_ = base64.b64decode(argumentos[1]).decode().split("\1")
        self.vistos.append((usuario.removeprefix("user="), portador.removeprefix("auth=Bearer ")))
        if self.vistos[-1][1] in self.aceitos:
            return AuthResult(success=True)
        await conversa.push(DESAFIO.decode().rstrip())
        assert await conversa._reader.readline() == b"\r\n"
        return AuthResult(success=False, handled=False, message="535 5.7.3 Authentication unsuccessful")


def _fonte(token: str | ErroAviso = TOKEN) -> FonteDeToken:
    return Fonte(token)


def falha_ao_abrir(sessao: TransporteSMTP) -> FalhaSMTP:
    with pytest.raises(FalhaSMTP) as excecao:
        sessao.abrir_envelope(REMETENTE, [PARA], MIME)
    return excecao.value


def test_entra_com_o_token_por_tls_num_servidor_de_verdade(
    sessao: Abrir, certificado_do_servidor: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    with ServidorComXOAUTH2({CURTO}, tls=certificado_do_servidor) as servidor:
        transporte = sessao(servidor.conta(Seguranca.TLS, **COM_TOKEN), _fonte(CURTO), contexto=confia)
        enviar(transporte)
        enviar(transporte)
        transporte.fechar()
    assert servidor.vistos == [(REMETENTE, CURTO)]
    assert len(servidor.recebidas) == 2


def test_recusa_responde_o_desafio_com_linha_vazia_e_para_a_conta(
    sessao: Abrir, certificado_do_servidor: ssl.SSLContext, confia: ssl.SSLContext
) -> None:
    fonte = Fonte(CURTO)
    with ServidorComXOAUTH2(set(), tls=certificado_do_servidor) as servidor:
        falha = falha_ao_abrir(sessao(servidor.conta(Seguranca.TLS, **COM_TOKEN), fonte, contexto=confia))
    assert (falha.fase, falha.codigo, falha.estendido, falha.veredito.alvo) == (Fase.LOGIN, 535, "5.7.3", Alvo.CONTA)
    assert "autorização desta conta" in falha.mensagem
    assert "senha" not in falha.frase()
    veredito = falha.veredito
    assert (veredito.passa, veredito.motivo) == (False, falha.veredito.motivo)
    assert Vigia().observar(veredito)
    assert (len(servidor.vistos), fonte.descartados) == (1, 1)


def test_o_comando_e_o_do_provedor(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor: ServidorRoteirizado = roteirizar(EHLO=ANUNCIA, AUTH=b"235 2.7.0 certo\r\n")
    enviar(sessao(servidor.conta(**COM_TOKEN, usuario="caixa@empresa.com.br"), _fonte()))
    esperado = base64.b64encode(f"user=caixa@empresa.com.br\1auth=Bearer {TOKEN}\1\1".encode())
    assert servidor.linhas[1] == b"AUTH XOAUTH2 " + esperado


@pytest.mark.parametrize(
    ("resposta", "trecho"),
    [
        (b"535 5.7.139 SmtpClientAuthentication is disabled\r\n", "SMTP autenticado"),
        (b"535 5.7.8 BadCredentials\r\n", "autorização desta conta"),
        (b"454 4.7.0 Temporary\r\n", "conferir o login agora"),
    ],
)
def test_recusa_sem_desafio_tem_a_sua_frase(sessao: Abrir, roteirizar: Abrir, resposta: bytes, trecho: str) -> None:
    servidor = roteirizar(EHLO=ANUNCIA, AUTH=resposta)
    assert trecho in falha_ao_abrir(sessao(servidor.conta(**COM_TOKEN), _fonte())).mensagem
    assert servidor.verbos() == ["EHLO", "AUTH"]


def test_servidor_sem_xoauth2_nao_recebe_o_token(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 AUTH PLAIN LOGIN\r\n")
    falha = falha_ao_abrir(sessao(servidor.conta(**COM_TOKEN), _fonte()))
    assert falha.causa is Causa.SEM_LOGIN
    assert servidor.verbos() == ["EHLO"]


def test_conta_com_senha_diante_de_servidor_que_so_aceita_autorizacao(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 AUTH XOAUTH2\r\n")
    falha = falha_ao_abrir(sessao(servidor.conta(usuario=REMETENTE), "senha"))
    assert "Microsoft ou Google" in falha.o_que_fazer


@pytest.mark.parametrize(
    ("erro", "causa", "passa"),
    [
        (AutorizacaoNegada("a autorização não vale mais", vencida=True), Causa.AUTORIZACAO, False),
        (ConfiguracaoIncompleta("A conta está sem o segredo do aplicativo."), Causa.AUTORIZACAO, False),
        (ProvedorIndisponivel("o provedor não respondeu"), Causa.PROVEDOR, True),
    ],
)
def test_sem_token_nem_conecta_e_o_lote_para(
    sessao: Abrir, roteirizar: Abrir, erro: ErroAviso, causa: Causa, passa: bool
) -> None:
    servidor: ServidorRoteirizado = roteirizar(EHLO=ANUNCIA)
    falha = falha_ao_abrir(sessao(servidor.conta(**COM_TOKEN), _fonte(erro)))
    assert (falha.causa, falha.fase, falha.veredito.alvo) == (causa, Fase.LOGIN, Alvo.CONTA)
    veredito = falha.veredito
    assert (veredito.passa, Vigia().observar(veredito)) == (passa, True)
    assert servidor.conexoes == 0


def test_token_que_esta_para_vencer_e_trocado_entre_mensagens(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor: ServidorRoteirizado = roteirizar(EHLO=ANUNCIA, AUTH=b"235 certo\r\n")
    fonte = Fonte("um", "dois")
    transporte = sessao(servidor.conta(**COM_TOKEN), fonte)
    enviar(transporte)
    enviar(transporte)
    assert servidor.conexoes == 1
    fonte.pouco = True
    enviar(transporte)
    logins = [base64.b64decode(linha.split()[2]) for linha in servidor.linhas if linha.startswith(b"AUTH")]
    assert [token in login for token, login in zip((b"Bearer um", b"Bearer dois"), logins, strict=True)] == [True] * 2


@pytest.mark.parametrize(
    ("conta", "credencial", "erro"),
    [
        (COM_TOKEN, None, ConfiguracaoIncompleta),
        (COM_TOKEN, "uma senha", DadoInvalido),
        ({"usuario": "x"}, None, ConfiguracaoIncompleta),
    ],
)
def test_sem_com_que_entrar_nao_abre_a_sessao(
    conta: dict[str, Any], credencial: str | None, erro: type[ErroAviso]
) -> None:
    with pytest.raises(erro):
        TransporteSMTP(ContaEmail(1, REMETENTE, "127.0.0.1", 25, Seguranca.NENHUMA, **conta), credencial)


REPETEM = [
    f"535 5.7.8 {TOKEN}\r\n".encode(),
    f"500 AUTH XOAUTH2 {em_base64(f'user={REMETENTE}{chr(1)}auth=Bearer {TOKEN}{chr(1)}{chr(1)}')}\r\n".encode(),
    (f"421 4.7.0 {TOKEN}\r\n".encode(), CAIR),
    f"220 {TOKEN}\r\n".encode(),
    CAIR,
]


@pytest.mark.parametrize("passo", REPETEM)
def test_o_token_nao_aparece_em_lugar_nenhum(
    sessao: Abrir, roteirizar: Abrir, caplog: pytest.LogCaptureFixture, passo: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    servidor = roteirizar(EHLO=ANUNCIA, AUTH=passo)
    transporte = sessao(servidor.conta(**COM_TOKEN), _fonte())
    falha = falha_ao_abrir(transporte)
    visto = "\n".join([caplog.text, repr(transporte), falha.frase(), *_tudo(falha)])
    for segredo in (TOKEN, em_base64(TOKEN), em_base64(f"user={REMETENTE}\1auth=Bearer {TOKEN}\1\1")):
        assert segredo not in visto


def _tudo(erro: BaseException | None) -> Iterator[str]:
    while erro is not None:
        yield from ("".join(traceback.format_exception(erro)), str(erro), repr(erro), repr(vars(erro)))
        erro = erro.__cause__ or erro.__context__
