"""Exporta linhas para CSV que a planilha abre com acentos e que não executa fórmula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from modelos import disco
from regras.celula import celula_segura
from regras.erros import AmbienteIndisponivel

_SEPARADOR = ";"
_PASSO = 1000


def exportar(arquivo: Path, titulos: Sequence[str], linhas: Iterable[Sequence[str]]) -> Iterator[int]:
    """Grava o CSV (UTF-8 com BOM, separador `;`) e produz, de mil em mil, quantas linhas já foram.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    feitas = 0
    try:
        with arquivo.open("w", encoding="utf-8-sig", newline="") as saida:
            escritor = csv.writer(saida, delimiter=_SEPARADOR)
            escritor.writerow([celula_segura(titulo) for titulo in titulos])
            for linha in linhas:
                escritor.writerow([celula_segura(texto) for texto in linha])
                feitas += 1
                if feitas % _PASSO == 0:
                    yield feitas
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar {arquivo.name}: {disco.dizer(erro)}.",
            "Feche o arquivo se ele estiver aberto na planilha, ou escolha outra pasta.",
        ) from erro
    yield feitas
