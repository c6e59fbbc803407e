"""O único lugar que escreve CSV: separador `;` e nenhuma célula que a planilha execute como fórmula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from typing import TextIO

SEPARADOR = ";"
CODIFICACAO = "utf-8-sig"
"""Com BOM: é o operador que abre, e sem ele o Excel troca os acentos."""

# As de largura inteira valem o mesmo em algumas planilhas.
_SINAIS = frozenset("=+-@＝＋－＠")
_SEMPRE = frozenset("\t\r\n")
_APOSTROFO = "'"
_ASPAS = frozenset("\"'`´‘’“”")
_INVISIVEIS = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


class EscritorCSV:
    """Escreve linhas num arquivo já aberto com `newline=""`."""

    def __init__(self, saida: TextIO) -> None:
        self._escritor = csv.writer(saida, delimiter=SEPARADOR)

    def escrever(self, linha: Iterable[str]) -> None:
        """Escreve uma linha, com cada célula à prova de fórmula.

        Raises:
            OSError: não deu para gravar.
        """
        self._escritor.writerow([celula_segura(texto) for texto in linha])


def celula_segura(texto: str) -> str:
    """Põe um apóstrofo na frente do que a planilha tomaria por fórmula, mesmo depois de espaços ou de aspas."""
    return f"{_APOSTROFO}{texto}" if _e_formula(texto) else texto


def celula_original(texto: str) -> str:
    """Tira o apóstrofo que `celula_segura` pôs: o arquivo que escrevemos, corrigido, volta como era."""
    e_nosso = texto.startswith(_APOSTROFO) and _e_formula(texto[1:])
    return texto[1:] if e_nosso else texto


def _e_formula(texto: str) -> bool:
    for letra in texto:
        if letra in _SINAIS or letra in _SEMPRE:
            return True
        if letra.isalnum() or not (letra in _ASPAS or unicodedata.category(letra) in _INVISIVEIS):
            return False
    return False
