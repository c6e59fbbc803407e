"""As linhas de um arquivo retorno, octeto a octeto, sem guardar o arquivo (retorno.md §2)."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from regras.erros import DadoInvalido

MAIOR_LINHA = 1000
"""Colunas."""
MAIOR_ARQUIVO = 64 << 20
"""Octetos."""
_CURTA = 100
"""O que marca o fim do arquivo (`0x1A`) só se procura em linha mais curta que isto."""
_SO_BRANCOS = b" \t\x1a"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ArquivoRecusado(DadoInvalido):
    """O arquivo inteiro não serve: nada dele é lido (retorno.md, regra 1)."""

    def __init__(self, motivo: str, o_que_fazer: str) -> None:
        super().__init__("arquivo de retorno", motivo, o_que_fazer=o_que_fazer)


def abrir(octetos: bytes) -> BinaryIO:
    """Um fluxo das linhas deste arquivo, com um octeto por coluna: o BOM sai, e o UTF-16 é convertido.

    Raises:
        ArquivoRecusado: grande demais, ou UTF-16 que não se decodifica.
    """
    if len(octetos) > MAIOR_ARQUIVO:
        raise grande_demais()
    if octetos.startswith(_UTF16):
        try:
            octetos = octetos.decode("utf-16").encode("cp1252", errors="replace")
        except UnicodeDecodeError as erro:
            raise ArquivoRecusado(
                "não é texto de 240 nem de 400 colunas", "Baixe o arquivo de novo no site do banco."
            ) from erro
    fluxo = io.BytesIO(octetos)
    if octetos.startswith(codecs.BOM_UTF8):
        fluxo.seek(len(codecs.BOM_UTF8))
    return fluxo


def grande_demais() -> ArquivoRecusado:
    """A recusa do arquivo acima do limite."""
    return ArquivoRecusado(
        f"passa de {MAIOR_ARQUIVO >> 20} MB", "Peça ao banco o retorno em arquivos menores, um por dia."
    )


def ler(fluxo: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """O número, a partir de 1, e o conteúdo de cada linha que não é só brancos, sem o fim de linha.

    Raises:
        ArquivoRecusado: linha comprida demais.
    """
    numero = 0
    while linha := fluxo.readline(MAIOR_LINHA + 3):
        numero += 1
        linha = linha.rstrip(b"\r\n")
        if len(linha) > MAIOR_LINHA:
            raise ArquivoRecusado(
                f"a linha {numero} passa de {MAIOR_LINHA} colunas",
                "Confira se este é o arquivo de retorno de cobrança (CNAB 240 ou 400) que o banco entregou.",
            )
        if linha.strip(_SO_BRANCOS) if len(linha) < _CURTA else not linha.isspace():
            yield numero, linha
