"""Tabela de lista pequena: lê tudo de uma vez, e a procura é na memória."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QObject, Qt

from regras.nomes import chave as sem_acento
from ui.calculo import Calculo
from ui.contexto import Contexto
from ui.tabelas.base import Coluna, L, TabelaBase

Serve = Callable[[L, list[str]], bool]
"""Diz se a linha atende a todas as palavras procuradas, na forma de `nomes.chave`."""


class TabelaLida(TabelaBase[L]):
    """Mostra da lista lida o que atende à procura. Com `contexto`, lê fora da linha da tela."""

    def __init__(
        self,
        colunas: Sequence[Coluna[L]],
        ler: Callable[[], Sequence[L]],
        *,
        chave: Callable[[L], Hashable],
        serve: Serve[L] | None = None,
        ordem: int | None = 0,
        contexto: Contexto | None = None,
        pai: QObject | None = None,
    ) -> None:
        """Monta a tabela vazia; chame `atualizar` para ler.

        Args:
            colunas: o que mostrar.
            ler: devolve a lista inteira.
            chave: identifica uma linha.
            serve: como a procura julga uma linha; None olha o texto de todas as colunas.
            ordem: a coluna por que começa ordenada; None mantém a ordem lida.
            contexto: para ler na thread de um trabalho; None lê na hora.
            pai: dono.
        """
        super().__init__(colunas, chave=chave, pai=pai)
        self._ler, self._serve, self._inicio = ler, serve or self._tem, ordem
        self._todas: Sequence[L] = ()
        self._palavras: list[str] = []
        self._calculo = Calculo(contexto, self, self._ao_ler, self.falhou.emit) if contexto is not None else None

    @property
    def lidas(self) -> int:
        """Quantas há ao todo, atendam ou não à procura."""
        return len(self._todas)

    @property
    def procurando(self) -> bool:
        """Diz se há o que procurar escrito."""
        return bool(self._palavras)

    def atualizar(self) -> None:
        """Lê de novo, mantendo a procura."""
        if self._calculo is not None:
            self._calculo.pedir(self._ler)
        else:
            self._ao_ler(self._ler())

    def procurar(self, texto: str) -> bool:
        """Mostra só as linhas que têm todas as palavras."""
        palavras = sem_acento(texto).split()
        if palavras == self._palavras:
            return False
        self._palavras = palavras
        self._filtrar()
        return True

    def ordem_de_inicio(self) -> tuple[int, Qt.SortOrder] | None:
        """A coluna do construtor, subindo."""
        return None if self._inicio is None else (self._inicio, Qt.SortOrder.AscendingOrder)

    def _ao_ler(self, linhas: Sequence[L]) -> None:
        self._todas = linhas
        self._filtrar()

    def _filtrar(self) -> None:
        self.trocar(linha for linha in self._todas if self._serve(linha, self._palavras))
        self.carregou.emit()

    def _tem(self, linha: L, palavras: list[str]) -> bool:
        texto = sem_acento(" ".join(self.textos(linha))) if palavras else ""
        return all(palavra in texto for palavra in palavras)
