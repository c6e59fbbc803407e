"""O único lugar que escreve CSV: separador `;` e nenhuma célula que a planilha execute como fórmula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from modelos.celula_de_planilha import celula_segura

SEPARADOR = ";"
CODIFICACAO = "utf-8-sig"
"""Com BOM: é o operador que abre, e sem ele o Excel troca os acentos."""


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
