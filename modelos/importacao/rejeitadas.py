"""O arquivo das linhas rejeitadas: as colunas originais, mais linha e motivo (linha-de-comando.md, linha ruim)."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from modelos.acesso import disco
from modelos.escrita_csv import CODIFICACAO, SEPARADOR, EscritorCSV
from modelos.importacao.resultado import Rejeicao


def caminho_das_rejeitadas(arquivo: Path) -> Path:
    """Ao lado do arquivo, com o nome inteiro dele na frente."""
    return arquivo.with_name(f"{arquivo.name}.rejeitadas.csv")


class Rejeitadas:
    """Junta as linhas rejeitadas num arquivo temporário e, no fim, o põe ao lado do original.

    Só existe ao lado do original o que já foi decidido: importação desfeita não deixa arquivo.

    Raises:
        AmbienteIndisponivel: a pasta de temporários não aceita o arquivo.
    """

    def __init__(self, titulos: Sequence[str]) -> None:
        self._quantas_colunas = len(titulos)
        with disco.traduzir(Path(tempfile.gettempdir())):
            self._temporario = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - fechado em __exit__
            self._escritor = EscritorCSV(self._temporario)
            self._escritor.escrever([*titulos, "linha", "motivo"])
        self.quantas = 0

    def __enter__(self) -> Rejeitadas:
        """Devolve as próprias rejeitadas."""
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Descarta o temporário."""
        self._temporario.close()

    def juntar(self, rejeicao: Rejeicao, celulas: Sequence[str]) -> None:
        """Acrescenta uma linha; células a mais ficam na última coluna, para linha e motivo não saírem do lugar."""
        certas = list(celulas[: self._quantas_colunas])
        certas += [""] * (self._quantas_colunas - len(certas))
        if sobra := celulas[self._quantas_colunas :]:
            certas[-1] = SEPARADOR.join([certas[-1], *sobra])
        with disco.traduzir(Path(tempfile.gettempdir())):
            self._escritor.escrever([*certas, str(rejeicao.linha), rejeicao.frase()])
        self.quantas += 1

    def gravar(self, destino: Path) -> None:
        """Grava inteiro ou nada, substituindo o da importação anterior.

        Raises:
            AmbienteIndisponivel: a pasta não aceita o arquivo.
        """
        parcial = destino.with_name(f"{destino.name}.parcial")
        with disco.traduzir(destino):
            try:
                self._temporario.seek(0)
                with parcial.open("w", encoding=CODIFICACAO, newline="") as saida:
                    shutil.copyfileobj(self._temporario, saida)
                os.replace(parcial, destino)
            finally:
                parcial.unlink(missing_ok=True)
