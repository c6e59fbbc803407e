"""Servidores de correio de teste em 127.0.0.1: um de verdade (aiosmtpd, com ganchos) e um que segue um roteiro."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, ClassVar, Self

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from envio.correio.transporte import Envelope, Transporte
from regras.cadastro import ContaEmail, Seguranca

ESPERA_S = 60.0
REMETENTE = "cobranca@empresa.com.br"
PARA = "financeiro@cliente.com.br"
MIME = b"From: a@b.com\r\nSubject: aviso\r\n\r\ncorpo\r\n"


def enviar(sessao: Transporte, mime: bytes = MIME, para: tuple[str, ...] = (PARA,), envid: str = "") -> Envelope:
    """Abre o envelope, transmite e o devolve."""
    envelope = sessao.abrir_envelope(REMETENTE, para, mime, envid)
    sessao.transmitir(envelope)
    return envelope


@dataclass(slots=True)
class Recebida:
    """O que o servidor aceitou: envelope e bytes, já sem os pontos dobrados."""

    remetente: str
    destinatarios: list[str]
    conteudo: bytes
    opcoes_mail: list[str] = field(default_factory=list)
    opcoes_rcpt: list[str] = field(default_factory=list)


class ServidorReal:
    """aiosmtpd numa thread, com respostas que o teste troca.

    Atributos:
        recebidas: mensagens aceitas.
        ao_mail, ao_rcpt, ao_data: recebem remetente, e-mail ou conteúdo e devolvem a resposta a dar; None aceita.
        logins: pares (usuário, senha) de cada tentativa de login.
        comandos: nomes dos comandos, na ordem, de todas as conexões.
    """

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        logins_aceitos: dict[str, str] | None = None,
        mecanismos_fora: tuple[str, ...] = (),
        login_exige_tls: bool = True,
        limite: int = 33_554_432,
    ) -> None:
        self.recebidas: list[Recebida] = []
        self.logins: list[tuple[str, str]] = []
        self.comandos: list[str] = []
        self.conexoes = 0
        self.ao_mail: Callable[[str], str | None] = lambda _remetente: None
        self.ao_rcpt: Callable[[str], str | None] = lambda _email: None
        self.ao_data: Callable[[bytes], str | None] = lambda _conteudo: None
        self.porta = 0
        self._tls = tls
        self._aceitos = logins_aceitos
        self._opcoes: dict[str, Any] = {
            "tls_context": starttls,
            "require_starttls": starttls is not None,
            "authenticator": self._autenticar if logins_aceitos is not None else None,
            "auth_required": False,
            "auth_require_tls": login_exige_tls and tls is None,
            "auth_exclude_mechanism": mecanismos_fora if logins_aceitos is not None else ("PLAIN", "LOGIN"),
            "data_size_limit": limite,
        }
        self._conversas: set[_Conversa] = set()

    def conta(self, seguranca: Seguranca = Seguranca.NENHUMA, servidor: str = "127.0.0.1", **campos: Any) -> ContaEmail:
        """Uma conta de e-mail que fala com este servidor."""
        return ContaEmail(1, REMETENTE, servidor, self.porta, seguranca, **campos)

    def __enter__(self) -> Self:
        # O aiosmtpd avisa no log o que estes testes provocam de propósito; o log do programa continua vigiado.
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        self._laco = asyncio.new_event_loop()
        self._servidor = self._laco.run_until_complete(
            self._laco.create_server(lambda: _Conversa(self, self._laco, self._opcoes), "127.0.0.1", 0, ssl=self._tls)
        )
        self.porta = self._servidor.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._laco.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._encerrar(), self._laco).result(ESPERA_S)
        self._laco.call_soon_threadsafe(self._laco.stop)
        self._thread.join(ESPERA_S)
        self._laco.close()

    async def _encerrar(self) -> None:
        # A conexão que chega a um servidor já fechado o asyncio larga aberta: as que ele está aceitando passam antes.
        while aceitando := [tarefa for tarefa in asyncio.all_tasks() if "_accept_" in repr(tarefa.get_coro())]:
            await asyncio.wait(aceitando)
        self._servidor.close()
        for conversa in tuple(self._conversas):
            # A que já se fechou, e só não avisou ainda, não tem o que abortar: o asyncio cai na conexão que já soltou.
            with contextlib.suppress(AttributeError):
                conversa.transport.abort()
        outras = asyncio.all_tasks() - {asyncio.current_task()}
        for tarefa in outras:
            tarefa.cancel()
        await asyncio.gather(*outras, return_exceptions=True)

    def _autenticar(self, _servidor: Any, _sessao: Any, _envelope: Any, _mecanismo: str, credencial: Any) -> AuthResult:
        assert isinstance(credencial, LoginPassword)
        usuario, senha = credencial.login.decode(), credencial.password.decode()
        self.logins.append((usuario, senha))
        assert self._aceitos is not None
        certo = self._aceitos.get(usuario) == senha
        return AuthResult(success=certo, handled=False, message=None if certo else "535 5.7.8 nao confere")

    async def handle_EHLO(self, _servidor: Any, sessao: Any, _envelope: Any, nome: str, linhas: list[str]) -> list[str]:
        sessao.host_name = nome
        return linhas

    async def handle_MAIL(self, _servidor: Any, _sessao: Any, envelope: Any, remetente: str, opcoes: list[str]) -> str:
        if recusa := self.ao_mail(remetente):
            return recusa
        envelope.mail_from = remetente
        envelope.mail_options.extend(opcoes)
        return "250 2.1.0 certo"

    async def handle_RCPT(self, _servidor: Any, _sessao: Any, envelope: Any, email: str, opcoes: list[str]) -> str:
        if recusa := self.ao_rcpt(email):
            return recusa
        envelope.rcpt_tos.append(email)
        envelope.rcpt_options.extend(opcoes)
        return "250 2.1.5 certo"

    async def handle_DATA(self, _servidor: Any, _sessao: Any, envelope: Any) -> str:
        if recusa := self.ao_data(envelope.original_content):
            return recusa
        self.recebidas.append(
            Recebida(
                envelope.mail_from,
                list(envelope.rcpt_tos),
                envelope.original_content,
                list(envelope.mail_options),
                list(envelope.rcpt_options),
            )
        )
        return f"250 2.0.0 guardada como {len(self.recebidas)}"


class _Conversa(SMTP):
    def __init__(self, dono: ServidorReal, laco: asyncio.AbstractEventLoop, opcoes: dict[str, Any]) -> None:
        super().__init__(dono, hostname="correio.teste", loop=laco, **opcoes)
        self._dono = dono

    def connection_made(self, transporte: asyncio.BaseTransport) -> None:
        self._dono._conversas.add(self)
        if self._original_transport is None:
            self._dono.conexoes += 1
        super().connection_made(transporte)

    def connection_lost(self, erro: Exception | None) -> None:
        self._dono._conversas.discard(self)
        super().connection_lost(erro)

    async def _call_handler_hook(self, command: str, *args: Any) -> Any:
        self._dono.comandos.append(command)
        return await super()._call_handler_hook(command, *args)


CAIR = "cair"
CALAR = "calar"
PARAR = "parar"
PINGAR = "pingar"
DEMORAR = "demorar"
Passo = bytes | str | tuple[bytes, str]
"""Bytes a mandar, um ato, ou os dois.

CAIR desliga, com RST se nada mandou; CALAR lê e não responde; PARAR nem lê; PINGAR manda linhas que nunca acabam;
DEMORAR manda os bytes aos poucos e segue.
"""
Roteiro = dict[str, Passo | list[Passo]]
_LIMITE = re.compile(rb'boundary="?([^";\r\n]+)')


class ServidorRoteirizado:
    """Fala só o que o roteiro manda, comando a comando.

    O roteiro liga um momento a um passo, ou a uma lista deles, um por vez (o último se repete). Momentos: `SAUDACAO`,
    os verbos (`EHLO`, `MAIL`…), `NEGOCIACAO` (logo depois do 220 do STARTTLS), `OLA_TLS` (chegou, e não se leu, o
    primeiro octeto da negociação), `CORPO` (logo depois do 354, antes de ler), `FIM_DO_CORPO` (lida a última linha de
    `MIME`, ou do multipart) e `PONTO`.

    Atributos:
        linhas: os comandos recebidos, sem o fim de linha.
        linhas_do_corpo: toda linha que veio depois de um 354, mesmo que o ponto não tenha vindo.
        corpos: o que veio entre o 354 e o ponto, como veio.
        aceitos: os corpos cujo ponto foi lido e a que não se respondeu 4xx nem 5xx; calado ou caído, vale por aceito.
        caiu: acionado quando uma conexão é derrubada pelo roteiro.
        agiu: acionado quando o roteiro começa a fazer qualquer ato.
        seguir: acionado, acaba com um PARAR.
    """

    PADRAO: ClassVar[dict[str, Passo]] = {
        "SAUDACAO": b"220 roteiro ESMTP\r\n",
        "EHLO": b"250-roteiro\r\n250-SIZE 50000000\r\n250 8BITMIME\r\n",
        "STARTTLS": b"220 2.0.0 pronto\r\n",
        "NEGOCIACAO": b"",
        "OLA_TLS": b"",
        "AUTH": b"235 2.7.0 entrou\r\n",
        "DATA": b"354 mande\r\n",
        "CORPO": b"",
        "FIM_DO_CORPO": b"",
        "PONTO": b"250 2.0.0 na fila como 77\r\n",
        "QUIT": b"221 tchau\r\n",
    }

    def __init__(self, roteiro: Roteiro, *, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._roteiro = _em_listas(roteiro)
        self.linhas: list[bytes] = []
        self.linhas_do_corpo: list[bytes] = []
        self.corpos: list[bytes] = []
        self.aceitos: list[bytes] = []
        self.conexoes = 0
        self.caiu, self.agiu, self.seguir = threading.Event(), threading.Event(), threading.Event()
        self._parar = threading.Event()
        self._escuta = socket.create_server(("127.0.0.1", 0))
        self.porta = self._escuta.getsockname()[1]
        self._atual: socket.socket | None = None
        self._thread = threading.Thread(target=self._atender, daemon=True)
        self._thread.start()

    def conta(self, **campos: Any) -> ContaEmail:
        """Uma conta de e-mail sem TLS que fala com este servidor."""
        return ContaEmail(1, REMETENTE, "127.0.0.1", self.porta, campos.pop("seguranca", Seguranca.NENHUMA), **campos)

    def fechar(self) -> None:
        """Desliga tudo e espera a thread acabar."""
        self._parar.set()
        self.seguir.set()
        # Só o shutdown acorda a thread parada no accept ou no recv; fechar o descritor não.
        with contextlib.suppress(OSError):
            self._escuta.shutdown(socket.SHUT_RDWR)
        if self._atual is not None:
            with contextlib.suppress(OSError):
                self._atual.shutdown(socket.SHUT_RDWR)
        self._thread.join(ESPERA_S)
        self._escuta.close()

    def seguir_com(self, roteiro: Roteiro) -> None:
        """Acaba com um PARAR e, daqui em diante, segue este outro roteiro."""
        self._roteiro = _em_listas(roteiro)
        self.seguir.set()

    def verbos(self) -> list[str]:
        """Os verbos recebidos, na ordem."""
        return [linha.split(b" ")[0].decode().upper() for linha in self.linhas]

    def _atender(self) -> None:
        while True:
            try:
                conexao, _ = self._escuta.accept()
            except OSError:
                return
            # Sem isto cada resposta espera 40 ms o ACK atrasado da anterior, e os testes também.
            conexao.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._atual = conexao
            self.conexoes += 1
            with conexao, contextlib.suppress(OSError, _Fim):
                self._conversar(conexao)

    def _conversar(self, conexao: socket.socket) -> None:
        self._dar(conexao, "SAUDACAO")
        if not self._ouvir(conexao):
            return
        self._dar(conexao, "NEGOCIACAO")
        conexao.recv(1, socket.MSG_PEEK)
        self._dar(conexao, "OLA_TLS")
        if self._tls is None:
            return
        with self._tls.wrap_socket(conexao, server_side=True) as protegida:
            self._atual = protegida
            self._ouvir(protegida)

    def _ouvir(self, conexao: socket.socket) -> bool:
        """Responde até a conversa acabar; True se parou para passar a TLS."""
        with conexao.makefile("rb") as leitor:
            while linha := leitor.readline():
                self.linhas.append(linha.rstrip(b"\r\n"))
                verbo = self.linhas[-1].split(b" ")[0].decode("latin-1").upper()
                resposta = self._dar(conexao, verbo)
                if verbo == "DATA" and resposta == self.PADRAO["DATA"]:
                    self._ler_corpo(conexao, leitor)
                if verbo == "STARTTLS" and resposta.startswith(b"220"):
                    return True
                if verbo == "QUIT":
                    break
        return False

    def _ler_corpo(self, conexao: socket.socket, leitor: Any) -> None:
        self._dar(conexao, "CORPO")
        linhas: list[bytes] = []
        ultima = b""
        while linha := leitor.readline():
            if linha == b".\r\n":
                self.corpos.append(b"".join(linhas))
                self.aceitos.append(self.corpos[-1])
                if self._dar(conexao, "PONTO").startswith((b"4", b"5")):
                    self.aceitos.pop()
                return
            linhas.append(linha)
            self.linhas_do_corpo.append(linha)
            if not ultima and (limite := _LIMITE.search(linha)):
                ultima = b"--" + limite[1] + b"--\r\n"
            if linha == (ultima or MIME.splitlines(keepends=True)[-1]):
                self._dar(conexao, "FIM_DO_CORPO")

    def _dar(self, conexao: socket.socket, momento: str) -> bytes:
        passos = self._roteiro.get(momento) or [self.PADRAO.get(momento, b"250 2.0.0 certo\r\n")]
        passo = passos.pop(0) if len(passos) > 1 else passos[0]
        texto, ato = passo if isinstance(passo, tuple) else (passo, "") if isinstance(passo, bytes) else (b"", passo)
        if ato == DEMORAR:
            self._demorar(conexao, texto)
            return texto
        conexao.sendall(texto)
        if ato in (CALAR, PARAR):
            self.agiu.set()
        if ato == CAIR:
            self._cair(conexao, com_rst=not texto)
        elif ato == CALAR:
            _escoar(conexao)
        elif ato == PINGAR:
            while not self._parar.wait(0.03):
                conexao.sendall(b"250-x\r\n")
                self.agiu.set()
        elif ato == PARAR:
            self.seguir.wait(ESPERA_S)
        if ato:
            raise _Fim
        return texto

    def _demorar(self, conexao: socket.socket, texto: bytes) -> None:
        for octeto in texto[:3] or b"\n":
            self._parar.wait(0.01)
            conexao.sendall(bytes([octeto]) if texto else b"")
        conexao.sendall(texto[3:])

    def _cair(self, conexao: socket.socket, *, com_rst: bool) -> None:
        # Com bytes já mandados um RST os apagaria: aí encerra só a ida e espera o cliente desligar.
        if com_rst:
            conexao.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # `close()` esperaria o leitor da conversa fechar: aqui a queda tem de estar feita antes do sinal.
            socket.close(conexao.detach())
            self._avisar_que_caiu()
            return
        conexao.shutdown(socket.SHUT_WR)
        self._avisar_que_caiu()
        _escoar(conexao)

    def _avisar_que_caiu(self) -> None:
        self.caiu.set()
        self.agiu.set()


def _em_listas(roteiro: Roteiro) -> dict[str, list[Passo]]:
    return {momento: passo if isinstance(passo, list) else [passo] for momento, passo in roteiro.items()}


def _escoar(conexao: socket.socket) -> None:
    while conexao.recv(65536):
        pass


class _Fim(Exception):
    """A conversa acabou por ordem do roteiro."""
