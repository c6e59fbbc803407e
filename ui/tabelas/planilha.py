"""Exporta linhas para CSV que a planilha abre com acentos e que não executa fórmula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from modelos.acesso import disco
from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from regras.erros import AmbienteIndisponivel

_PASSO = 1000


def exportar(arquivo: Path, titulos: Sequence[str], linhas: Iterable[Sequence[str]]) -> Iterator[int]:
    """Grava o CSV (UTF-8 com BOM, separador `;`) e produz, de mil em mil, quantas linhas já foram.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    feitas = 0
    try:
        with arquivo.open("w", encoding=CODIFICACAO, newline="") as saida:
            escritor = EscritorCSV(saida)
            escritor.escrever(titulos)
            for linha in linhas:
                escritor.escrever(linha)
                feitas += 1
                if feitas % _PASSO == 0:
                    yield feitas
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar {arquivo.name}: {disco.dizer(erro)}.",
            "Feche o arquivo se ele estiver aberto na planilha, ou escolha outra pasta.",
        ) from erro
    yield feitas
