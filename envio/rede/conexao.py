"""Uma conexão SMTP em que cada espera, cada leitura e cada erro são os nossos (email.md §1.1, §1.2 e §3).

Estende `smtplib.SMTP` só no que toca o soquete: TCP_NODELAY, TLS, prazos por resposta e leitura que distingue queda de
espera esgotada. Deixa passar `OSError`; quem traduz é `smtp.py`.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import truststore

from regras.cadastro import ContaEmail, Seguranca

_LINHA = re.compile(rb"[2-5][0-9]{2}(?:[ -]|\r?\n)")
_LINHA_MAXIMA = 8192
_RESPOSTA_MAXIMA = 65536
_BLOCO = 1 << 18
_NOME_COMPLETO = re.compile(r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{1,63}")
_ESPERA_PENDENTE_S = 1.0


@dataclass(frozen=True, slots=True)
class Esperas:
    """Segundos de espera por etapa (email.md §1.2). Esperar pouco a resposta ao ponto fabrica dúvidas."""

    conexao: float = 30
    resposta: float = 60
    data: float = 120
    bloco: float = 180
    ponto: float = 600
    despedida: float = 5


class RespostaIlegivel(smtplib.SMTPException):
    """O que chegou não é uma resposta SMTP."""


def contexto_tls() -> ssl.SSLContext:
    """Devolve o contexto que confere nome e cadeia pelas autoridades do sistema, TLS 1.2 ou mais (email.md §3)."""
    contexto = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    contexto.minimum_version = ssl.TLSVersion.TLSv1_2
    return contexto


def nome_desta_maquina() -> str:
    """Devolve o nome para o EHLO sem consultar DNS: o completo da máquina, senão o literal do próprio endereço."""
    nome = socket.gethostname()
    return nome if _NOME_COMPLETO.fullmatch(nome) else "[127.0.0.1]"


class Conexao(smtplib.SMTP):
    """Conversa com um servidor. Não é segura entre threads.

    Atributos:
        espera: segundos para escrever um comando e para a resposta inteira a ele chegar.
    """

    def __init__(
        self,
        conta: ContaEmail,
        contexto: ssl.SSLContext | None,
        esperas: Esperas,
        *,
        nome_local: str,
        relogio: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(local_hostname=nome_local, timeout=esperas.conexao)
        self.espera = esperas.conexao
        self._conta = conta
        self._contexto = contexto
        self._esperas = esperas
        self._relogio = relogio
        self._recebido = bytearray()

    def ligar(self) -> None:
        """Abre o soquete, com TLS se a conta o quer desde o início; a saudação ainda está por ler.

        Raises:
            OSError: não conectou, ou o TLS não se completou.
        """
        servidor = self._conta.servidor.strip("[]")
        try:
            soquete = socket.create_connection((servidor, self._conta.porta), self._esperas.conexao)
        except ValueError as erro:  # nome que não se pode codificar
            raise socket.gaierror(socket.EAI_NONAME, str(erro)) from erro
        # Sem isto a segunda escrita espera o ACK atrasado do servidor: dez vezes mais lento (email.md §1.1).
        soquete.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = soquete
        if self._conta.seguranca is Seguranca.TLS:
            self.proteger()

    def proteger(self) -> None:
        """Passa o soquete para TLS e esquece o que se ouviu antes dele (RFC 3207).

        Raises:
            OSError: certificado ou negociação; o soquete já foi fechado.
        """
        if self._contexto is None:
            raise RuntimeError("conta protegida sem contexto TLS")
        if self._recebido:
            raise RespostaIlegivel("o servidor mandou texto junto com o aceite do STARTTLS")
        soquete, self.sock = self._soquete(), None
        try:
            soquete.settimeout(self._esperas.conexao)
            self.sock = self._contexto.wrap_socket(soquete, server_hostname=self._conta.servidor.strip("[]"))
        except OSError as erro:  # antes de ValueError: SSLCertVerificationError é as duas coisas
            _fechar_o_que_sobrou(erro)
            raise
        except ValueError as erro:
            raise socket.gaierror(socket.EAI_NONAME, str(erro)) from erro
        finally:
            if self.sock is None:
                soquete.close()
        self.esmtp_features.clear()

    def send(self, s: bytes | str) -> None:  # type: ignore[override]  # a biblioteca aceita mais tipos; aqui só estes
        """Escreve tudo, dentro da espera.

        Raises:
            OSError: não foi possível escrever tudo.
        """
        self._escrever(s.encode("ascii") if isinstance(s, str) else s, self.espera)

    def enviar_corpo(self, corpo: bytes) -> None:
        """Escreve o corpo, numa escrita só quando cabe num bloco; a espera vale para cada bloco.

        Raises:
            OSError: não foi possível escrever tudo.
        """
        vista = memoryview(corpo)
        for inicio in range(0, len(vista), _BLOCO):
            self._escrever(vista[inicio : inicio + _BLOCO], self._esperas.bloco)

    def getreply(self) -> tuple[int, bytes]:
        """Lê uma resposta inteira, de uma ou várias linhas, dentro da espera.

        Raises:
            RespostaIlegivel: não é SMTP, ou não acaba nunca.
            TimeoutError: a espera acabou.
            OSError: a conexão caiu.
        """
        prazo = self._relogio() + self.espera
        linhas: list[bytes] = []
        tamanho = 0
        while True:
            linha = self._ler_linha(prazo)
            tamanho += len(linha)
            if not _LINHA.match(linha) or tamanho > _RESPOSTA_MAXIMA:
                # Sem citar a linha: um servidor pode repetir nela a credencial.
                raise RespostaIlegivel("resposta que não é SMTP")
            linhas.append(linha[4:].strip())
            if linha[3:4] != b"-":
                return int(linha[:3]), b"\n".join(linhas)

    def ja_respondeu(self) -> bool:
        """Diz, sem esperar, se há algo do servidor por ler.

        Raises:
            OSError: a conexão já caiu.
        """
        if self._recebido:
            return True
        try:
            self._receber(0)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        return True

    def resposta_pendente(self) -> tuple[int, bytes] | None:
        """Lê a resposta que o servidor tenha deixado antes de a escrita falhar, ou None; nunca falha."""
        if self.sock is None:
            return None
        self.espera = _ESPERA_PENDENTE_S
        try:
            return self.getreply() if self.ja_respondeu() else None
        except OSError:
            return None

    def _escrever(self, octetos: bytes | memoryview, espera: float) -> None:
        soquete = self._soquete()
        soquete.settimeout(espera)
        soquete.sendall(octetos)

    def _ler_linha(self, prazo: float) -> bytes:
        while (fim := self._recebido.find(b"\n")) < 0 and len(self._recebido) <= _LINHA_MAXIMA:
            self._receber(max(prazo - self._relogio(), 0.001))
        if not 0 <= fim <= _LINHA_MAXIMA:
            raise RespostaIlegivel("linha longa demais na resposta")
        linha = bytes(self._recebido[: fim + 1])
        del self._recebido[: fim + 1]
        return linha

    def _receber(self, espera: float) -> None:
        soquete = self._soquete()
        soquete.settimeout(espera)
        bloco = soquete.recv(_LINHA_MAXIMA)
        if not bloco:
            raise ConnectionResetError("o servidor fechou a conexão")
        self._recebido += bloco

    def _soquete(self) -> socket.socket:
        if self.sock is None:
            raise ConnectionResetError("a conexão está fechada")
        return self.sock


def _fechar_o_que_sobrou(erro: OSError) -> None:
    """Fecha o soquete protegido que a biblioteca criou e largou aberto, quando o servidor cai antes da negociação."""
    for quadro, _linha in traceback.walk_tb(erro.__traceback__):
        # Só o quadro dela ainda o conhece: o soquete de antes já lhe cedeu o descritor.
        criado = quadro.f_locals.get("self")
        if isinstance(criado, ssl.SSLSocket):
            criado.close()
