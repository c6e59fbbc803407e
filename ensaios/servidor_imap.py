"""Um servidor IMAP de verdade em 127.0.0.1, com TLS: o mínimo que a leitura das devoluções usa, e falhas a pedido."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType
from typing import IO

ESPERA_S = 60.0
USUARIO, SENHA = "cobranca@exemplo.com.br", "Segr3do-çã"
CHEGOU = datetime(2026, 11, 24, 15, 31, 7, tzinfo=UTC)

CAIR = "cair"
CALAR = "calar"
PINGAR = "pingar"
"""O que fazer com um comando, no lugar da resposta: desligar, nada, ou mandar um octeto por vez sem fim."""


@dataclass
class Guardada:
    """Uma mensagem da pasta."""

    mime: bytes
    em: datetime = CHEGOU


@dataclass
class Pasta:
    """O que há na caixa; `validade` troca quando o servidor renumera as mensagens."""

    mensagens: dict[int, Guardada] = field(default_factory=dict)
    validade: int = 7
    nome: str = "INBOX"

    def por(self, *mimes: bytes, em: datetime = CHEGOU) -> None:
        """Acrescenta mensagens, com os números seguintes."""
        for mime in mimes:
            self.mensagens[max(self.mensagens, default=0) + 1] = Guardada(mime, em)


class ServidorIMAP:
    """Atende uma conexão por vez, numa thread.

    Atributos:
        comandos: tudo o que o cliente pediu, sem a etiqueta.
        falhas: verbo (`EXAMINE`, `UID SEARCH`…) → o que fazer, ou a resposta crua.
    """

    def __init__(self, contexto: ssl.SSLContext, pasta: Pasta | None = None, *, sem_plain: bool = False) -> None:
        self.pasta = pasta or Pasta()
        self.comandos: list[str] = []
        self.falhas: dict[str, str | bytes] = {}
        self._contexto = contexto
        self._sem_plain = sem_plain
        self._parar = threading.Event()
        self._escuta = socket.create_server(("127.0.0.1", 0))
        self.porta = self._escuta.getsockname()[1]
        self._atual: socket.socket | None = None
        self._thread = threading.Thread(target=self._atender, daemon=True)

    def __enter__(self) -> ServidorIMAP:
        self._thread.start()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        self._parar.set()
        for soquete in (self._escuta, self._atual):
            if soquete is not None:
                with contextlib.suppress(OSError):
                    soquete.shutdown(socket.SHUT_RDWR)
        self._thread.join(ESPERA_S)
        self._escuta.close()

    def verbos(self) -> list[str]:
        """Os verbos pedidos, na ordem; o de `UID` vem com o seguinte."""
        return [_verbo(comando) for comando in self.comandos]

    def _atender(self) -> None:
        while True:
            try:
                cru, _ = self._escuta.accept()
            except OSError:
                return
            with cru, contextlib.suppress(OSError):
                cru.settimeout(ESPERA_S)
                # Sem isto cada resposta espera 40 ms o ACK atrasado da anterior, e os testes também.
                cru.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._atual = cru
                with self._contexto.wrap_socket(cru, server_side=True) as conexao:
                    self._atual = conexao
                    with conexao.makefile("rwb", buffering=0) as fluxo:
                        self._conversar(fluxo)

    def _conversar(self, fluxo: IO[bytes]) -> None:
        fluxo.write(b"* OK pronto\r\n")
        while linha := fluxo.readline():
            etiqueta, _, comando = linha.decode("utf-8", "replace").rstrip("\r\n").partition(" ")
            self.comandos.append(comando)
            verbo = _verbo(comando)
            if verbo in self.falhas:
                if not self._falhar(fluxo, etiqueta, self.falhas[verbo]):
                    return
                continue
            atender: Callable[[IO[bytes], str], str] | None = getattr(self, f"_{verbo.lower().replace(' ', '_')}", None)
            fim = atender(fluxo, comando) if atender else "BAD comando desconhecido"
            fluxo.write(f"{etiqueta} {fim}\r\n".encode())
            if verbo == "LOGOUT":
                return

    def _falhar(self, fluxo: IO[bytes], etiqueta: str, falha: str | bytes) -> bool:
        """Cumpre a falha; falso desliga."""
        if isinstance(falha, bytes):
            fluxo.write(falha.replace(b"TAG", etiqueta.encode()))
            return True
        if falha == CALAR:
            self._parar.wait(ESPERA_S)
        while falha == PINGAR and not self._parar.wait(0.02):
            fluxo.write(b"*")
        return False

    def _capability(self, fluxo: IO[bytes], _comando: str) -> str:
        fluxo.write(b"* CAPABILITY IMAP4rev1" + (b"" if self._sem_plain else b" AUTH=PLAIN") + b"\r\n")
        return "OK feito"

    def _authenticate(self, fluxo: IO[bytes], comando: str) -> str:
        fluxo.write(b"+ \r\n")
        dito = base64.b64decode(fluxo.readline()).decode()
        if comando.endswith("XOAUTH2"):
            return "OK entrou" if dito == f"user={USUARIO}\1auth=Bearer ya29.secreto\1\1" else "NO vencido"
        _, usuario, senha = dito.split("\0")
        return "OK entrou" if (usuario, senha) == (USUARIO, SENHA) else f"NO [AUTHENTICATIONFAILED] {senha} nao confere"

    def _login(self, _fluxo: IO[bytes], comando: str) -> str:
        return "OK entrou" if comando == f'LOGIN {USUARIO} "so-ascii"' else "NO nao confere"

    def _examine(self, fluxo: IO[bytes], comando: str) -> str:
        if comando.partition(" ")[2].strip('"') != self.pasta.nome:
            return "NO Mailbox doesn't exist"
        fluxo.write(f"* {len(self.pasta.mensagens)} EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n".encode())
        fluxo.write(f"* OK [UIDVALIDITY {self.pasta.validade}] certo\r\n".encode())
        fluxo.write(f"* OK [UIDNEXT {max(self.pasta.mensagens, default=0) + 1}] certo\r\n".encode())
        return "OK [READ-ONLY] aberta"

    def _uid_search(self, fluxo: IO[bytes], comando: str) -> str:
        casou = re.fullmatch(r"UID SEARCH UID (\d+):\*(?: SINCE (\S+))?", comando)
        assert casou is not None, comando
        desde = datetime.strptime(casou[2], "%d-%b-%Y").replace(tzinfo=UTC).date() if casou[2] else date.min
        ultima = max(self.pasta.mensagens, default=0)
        achadas = [
            str(numero)
            for numero, guardada in self.pasta.mensagens.items()
            if (numero >= int(casou[1]) or numero == ultima) and guardada.em.date() >= desde
        ]
        fluxo.write(" ".join(["* SEARCH", *achadas]).encode() + b"\r\n")
        return "OK feito"

    def _uid_fetch(self, fluxo: IO[bytes], comando: str) -> str:
        numeros, _, pedido = comando.removeprefix("UID FETCH ").partition(" ")
        for numero in map(int, numeros.split(",")):
            if (guardada := self.pasta.mensagens.get(numero)) is None:
                continue
            if "HEADER.FIELDS" in pedido:
                nome, mime = "BODY[HEADER.FIELDS (FROM)]", guardada.mime.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
            else:
                tamanho = int(re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", pedido)[1])  # type: ignore[index]
                nome, mime = "BODY[]<0>", guardada.mime[:tamanho]
            quando = guardada.em.strftime("%d-%b-%Y %H:%M:%S +0000")
            inicio = f'* {numero} FETCH (UID {numero} INTERNALDATE "{quando}" {nome} {{{len(mime)}}}\r\n'
            fluxo.write(inicio.encode() + mime + b")\r\n")
        return "OK feito"

    def _logout(self, fluxo: IO[bytes], _comando: str) -> str:
        fluxo.write(b"* BYE tchau\r\n")
        return "OK feito"


def _verbo(comando: str) -> str:
    palavras = comando.upper().split(" ")
    return " ".join(palavras[: 2 if palavras[0] == "UID" else 1])
