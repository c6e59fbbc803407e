"""Cabeçalhos de e-mail escritos à mão: só ASCII, sem injeção e em linhas curtas (email.md §5; RFC 5322 e 2047).

Escritos aqui, e não pela biblioteca, porque as versões em uso do Python transformam `=?UTF-8?Q?=0A?=Bcc:` de um nome
de cliente num cabeçalho de verdade. Quem lê de volta nos testes é a biblioteca.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator

from regras.erros import DadoInvalido
from regras.mensagem.variaveis import em_uma_linha

MAIOR_TEXTO = 200
"""Caracteres de um texto livre num cabeçalho."""
MAIOR_LINHA = 76
_BYTES_POR_PALAVRA = 39
"""Bytes de texto por palavra codificada: com o nome do cabeçalho a linha fica abaixo de 78 colunas."""
_ENDERECO = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,255}>")


def limpar_cabecalho(texto: str) -> str:
    """Devolve o texto sem nada que abra outro cabeçalho: normaliza, tira controles, quebra `=?`, corta em 200."""
    limpo = em_uma_linha(unicodedata.normalize("NFC", texto))
    return limpo.replace("=?", "= ?")[:MAIOR_TEXTO].strip()


def escrever(nome: str, texto: str) -> str:
    """Devolve um cabeçalho de texto livre, terminado em CRLF, já limpo e codificado se preciso."""
    limpo = limpar_cabecalho(texto)
    linhas = _dobrar(limpo, MAIOR_LINHA - len(nome) - 2) if limpo.isascii() else _codificar(limpo)
    return f"{nome}: " + "\r\n ".join(linhas) + "\r\n"


def escrever_enderecos(nome: str, enderecos: Iterable[str]) -> str:
    """Devolve um cabeçalho com um endereço por linha, sem nomes.

    Raises:
        DadoInvalido: nenhum endereço, ou um que não se pode escrever num cabeçalho.
    """
    conferidos = [conferir_endereco(endereco) for endereco in enderecos]
    if not conferidos:
        raise DadoInvalido("Destinatários", "nenhum endereço")
    return f"{nome}: " + ",\r\n ".join(conferidos) + "\r\n"


def escrever_remetente(nome: str, texto: str, endereco: str) -> str:
    """Devolve `nome: "texto" <endereco>`; vírgula e aspas no texto não viram outro endereço.

    Raises:
        DadoInvalido: o endereço não se pode escrever num cabeçalho.
    """
    entre_sinais = f"<{conferir_endereco(endereco)}>"
    limpo = limpar_cabecalho(texto)
    if not limpo:
        return f"{nome}: {entre_sinais}\r\n"
    escapado = limpo.replace("\\", "\\\\").replace('"', '\\"')
    palavras = [f'"{escapado}"'] if limpo.isascii() else list(_codificar(limpo))
    return f"{nome}: " + "\r\n ".join([*palavras, entre_sinais]) + "\r\n"


def conferir_endereco(endereco: str) -> str:
    """Devolve o próprio endereço, se cabe num cabeçalho sem aspas nem codificação.

    Raises:
        DadoInvalido: tem espaço, acento, separador ou `=?`.
    """
    if not _ENDERECO.fullmatch(endereco) or "=?" in endereco:
        raise DadoInvalido("E-mail", f"“{limpar_cabecalho(endereco)}” não pode ser usado como endereço")
    return endereco


def conferir_message_id(message_id: str) -> str:
    """Devolve o próprio identificador, se é da forma `<local@dominio>` em ASCII.

    Raises:
        DadoInvalido: não é.
    """
    if not _MESSAGE_ID.fullmatch(message_id):
        raise DadoInvalido("Message-ID", f"“{limpar_cabecalho(message_id)}” não serve como identificador da mensagem")
    return message_id


def _dobrar(texto: str, primeira: int) -> Iterator[str]:
    """Quebra em linhas nos espaços; palavra maior que a linha fica inteira."""
    linha, cabe = "", primeira
    for palavra in texto.split(" "):
        if linha and len(linha) + 1 + len(palavra) > cabe:
            yield linha
            linha, cabe = palavra, MAIOR_LINHA
        else:
            linha = f"{linha} {palavra}" if linha else palavra
    yield linha


def _codificar(texto: str) -> Iterator[str]:
    """Escreve em palavras codificadas da RFC 2047, sem partir um caractere ao meio."""
    pedaco = b""
    for letra in texto:
        octetos = letra.encode("utf-8", "replace")
        if len(pedaco) + len(octetos) > _BYTES_POR_PALAVRA:
            yield _palavra(pedaco)
            pedaco = b""
        pedaco += octetos
    yield _palavra(pedaco)


def _palavra(octetos: bytes) -> str:
    return f"=?utf-8?B?{base64.b64encode(octetos).decode('ascii')}?="
