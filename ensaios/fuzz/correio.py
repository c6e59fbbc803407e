"""Os leitores do correio para o fuzz: o que um servidor SMTP ou IMAP diz, e as devoluções."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from envio.correio import leitura_devolucao, leitura_mime
from envio.correio.caixa_de_entrada import Entrada
from envio.correio.caixa_imap import CaixaIMAP
from envio.correio.smtp import TransporteSMTP
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import CaixaDevolucoes

HOJE = date(2026, 11, 24)
EXEMPLOS = Path(__file__).resolve().parents[2] / "tests" / "exemplos"
VEZ = b"\x1e"
"""Separa, no que um servidor diz, uma resposta da seguinte."""
ETIQUETA = b"@@"
"""No que o servidor IMAP diz, a etiqueta do comando a que responde."""
DA_DEVOLUCAO = (b"=?utf-8?q?", b"\r\n\r\n", b"Status: 5.1.1", b"charset=x", b"message/rfc822")
DO_SMTP = (VEZ, b"250-", b"421 ", b"354 ", b"\r\n", b"5.7.1 ")
DO_IMAP = (VEZ, b"{999999999999}\r\n", b"* BYE ", b"@@ NO ", b"(" * 50, b"NIL")


class _Soquete(io.RawIOBase):
    """Um servidor que diz uma parte a cada vez que ouve algo, e desliga no fim."""

    def __init__(self, dizeres: bytes) -> None:
        super().__init__()
        self._partes = dizeres.split(VEZ)
        self._dito = bytearray(self._partes.pop(0))
        self._espera: float | None = None

    def sendall(self, ouvido: bytes) -> None:
        etiqueta = bytes(ouvido).split(b" ", 1)[0]
        if self._partes:
            self._dito += self._partes.pop(0).replace(ETIQUETA, etiqueta)

    def recv(self, quantos: int) -> bytes:
        if not self._dito and self._espera == 0:
            raise BlockingIOError
        dito = bytes(self._dito[:quantos])
        del self._dito[:quantos]
        return dito

    def readable(self) -> bool:
        return True

    def readinto(self, lugar: Any) -> int:
        dito = self.recv(len(lugar))
        lugar[: len(dito)] = dito
        return len(dito)

    def makefile(self, _modo: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def settimeout(self, espera: float | None) -> None:
        self._espera = espera

    def setsockopt(self, *_opcao: object) -> None:
        """Nada a ajustar."""

    def shutdown(self, _como: int) -> None:
        """Nada a desligar."""


_CONTA = ContaEmail(1, "cobranca@aurora.example", "127.0.0.1", 25, Seguranca.NENHUMA)
_MIME = b"From: a@b.com\r\nSubject: aviso\r\n\r\ncorpo\r\n"


def falar_smtp(dizeres: bytes) -> None:
    sessao = TransporteSMTP(_CONTA, nome_local="teste.exemplo")
    with mock.patch("socket.create_connection", return_value=_Soquete(dizeres)):
        try:
            sessao.transmitir(sessao.abrir_envelope("a@b.com", ["c@d.com", "e@f.com"], _MIME, "envid"))
            sessao.transmitir(sessao.abrir_envelope("a@b.com", ["c@d.com"], _MIME))
        finally:
            sessao.fechar()


_OI = b"220 servidor\r\n" + VEZ + b"250-servidor\r\n250-SIZE 50000000\r\n250-DSN\r\n250 8BITMIME\r\n" + VEZ
_IDA = b"250 ok\r\n" + VEZ + b"250 2.1.5 ok\r\n" + VEZ
_CORPO = b"354 mande\r\n" + VEZ + VEZ


def exemplos_de_smtp() -> list[bytes]:
    fim = (b"250 2.0.0 aceita\r\n", b"451 4.3.0 mais tarde\r\n", b"554 5.7.1 recusada\r\n", b"421 tchau\r\n", b"")
    recusa = b"550 5.1.1 inexistente\r\n" + VEZ + b"450 4.2.1 ocupada\r\n" + VEZ
    return [
        *(_OI + _IDA + b"250 ok\r\n" + VEZ + _CORPO + cada + VEZ + b"250 ok\r\n" + VEZ + _IDA + _CORPO for cada in fim),
        _OI + b"250 ok\r\n" + VEZ + recusa + _CORPO + fim[0],
        b"554 5.7.1 bloqueado na lista negra\r\n",
        _OI + b"552 5.3.4 grande demais\r\n",
    ]


def falar_imap(dizeres: bytes) -> None:
    caixa = CaixaIMAP(CaixaDevolucoes(1, "127.0.0.1"), Entrada("eu", "segredo"), contexto=mock.Mock())
    with mock.patch("imapclient.tls.IMAP4_TLS._create_socket", return_value=_Soquete(dizeres)):
        try:
            caixa.abrir()
            for numero in caixa.listar(depois_de=0, desde=HOJE)[:3]:
                caixa.cabecalhos([numero])
                chegada = caixa.comeco(numero)
                leitura_devolucao.ler(chegada.mime if chegada else b"")
        finally:
            caixa.fechar()


def exemplos_de_imap() -> list[bytes]:
    devolucao = (EXEMPLOS / "devolucoes" / "postfix.eml").read_bytes()
    partes = [
        b"* OK [CAPABILITY IMAP4rev1] pronto\r\n",
        b"* CAPABILITY IMAP4rev1\r\n@@ OK ok\r\n",
        b"@@ OK entrou\r\n",
        b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n@@ OK [READ-ONLY] ok\r\n",
        b"* SEARCH 1 2\r\n@@ OK ok\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {15}\r\nFrom: postmaster)\r\n@@ OK ok\r\n",
        b'* 1 FETCH (UID 1 INTERNALDATE "24-Nov-2026 12:00:00 -0300" BODY[]<0> {%d}\r\n%b)\r\n@@ OK ok\r\n'
        % (len(devolucao), devolucao),
    ]
    return [
        VEZ.join(partes),
        VEZ.join([*partes[:2], b"@@ NO nao\r\n"]),
        VEZ.join([*partes[:3], b"@@ NO sem pasta\r\n"]),
    ]


def ler_mensagem(mime: bytes) -> None:
    leitura_devolucao.parece(mime)
    leitura_devolucao.ler(mime)
    leitura_mime.ler_partes(mime)


def exemplos_de_devolucao() -> list[bytes]:
    return [arquivo.read_bytes() for arquivo in sorted((EXEMPLOS / "devolucoes").glob("*.eml"))]
