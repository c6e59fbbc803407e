"""Como textos e mensagens viajam no SMTP: fins de linha, pontos, xtext, base64 e o texto das respostas."""

from __future__ import annotations

import base64
import re

_TEXTO_MAXIMO = 4000
_CONTROLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FORA_DO_XTEXT = re.compile(rb"[^!-*,-<>-~]")
_DENTRO_DO_XTEXT = re.compile(rb"\+([0-9A-F]{2})")


def em_corpo(mime: bytes) -> bytes:
    """Põe todo fim de linha em CRLF e garante um no fim (RFC 5321 §2.3.8).

    Um CR ou LF solto, além de proibido, deixaria o servidor ver um fim de dados onde não há.
    """
    corpo = mime.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    return corpo if corpo.endswith(b"\r\n") else corpo + b"\r\n"


def com_pontos_dobrados(corpo: bytes) -> bytes:
    """Dobra o ponto no início de linha de um corpo já em CRLF (RFC 5321 §4.5.2)."""
    dobrado = corpo.replace(b"\r\n.", b"\r\n..")
    return b"." + dobrado if dobrado.startswith(b".") else dobrado


def em_xtext(texto: str) -> str:
    """Escreve um texto na forma aceita em ENVID e ORCPT (RFC 3461 §4)."""
    return _FORA_DO_XTEXT.sub(lambda octeto: b"+%02X" % octeto[0][0], texto.encode()).decode("ascii")


def de_xtext(texto: str) -> str:
    """Lê de volta o que `em_xtext` escreve; o que não é xtext fica como está."""
    lido = _DENTRO_DO_XTEXT.sub(lambda casou: bytes.fromhex(casou[1].decode()), texto.encode("utf-8", "replace"))
    return lido.decode("utf-8", "replace")


def em_base64(texto: str) -> str:
    """Escreve um texto UTF-8 em base64, sem quebras, como o AUTH pede (RFC 4954)."""
    return base64.b64encode(texto.encode()).decode("ascii")


def decodificar(resposta: bytes) -> str:
    """Lê o texto de uma resposta como veio, em UTF-8 ou Latin-1; uma linha por linha dela."""
    try:
        return resposta.decode()
    except UnicodeDecodeError:
        return resposta.decode("latin-1")


def aparar(texto: str) -> str:
    """Tira os caracteres de controle de uma resposta e limita o tamanho dela."""
    return _CONTROLE.sub(" ", texto[:_TEXTO_MAXIMO])
