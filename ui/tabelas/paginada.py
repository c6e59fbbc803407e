"""Tabela de lista grande: lê da base só a página que se vê; ordenar, procurar e filtrar são da base.

A leitura é de um `Trabalho`: rolar nunca espera a base. A linha que ainda não chegou mostra "…".
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from modelos.acesso.consulta import Consulta, Pagina
from ui.tabelas.base import _RAIZ, Coluna, Indice, L, ModeloDeColunas
from ui.trabalho import ComConexao, Trabalho

TAMANHO_DA_PAGINA = 200
_PAGINAS_NA_MEMORIA = 40


class TabelaPaginada(ModeloDeColunas[L]):
    """Janela sobre uma lista que mora na base.

    Sinais:
        carregou(): chegou uma página (a primeira depois de procurar, ordenar ou filtrar, inclusive).
        consultou(Consulta): procura ou filtro mudou, ou a lista foi relida: os totais têm de ser refeitos.
    """

    consultou = Signal(object)

    DEMORA = True

    def __init__(
        self,
        colunas: Sequence[Coluna[L]],
        pagina: Callable[[Consulta], Pagina[L]],
        base: ComConexao,
        *,
        chave: Callable[[L], Hashable] | None = None,
        consulta: Consulta | None = None,
        pai: QObject | None = None,
    ) -> None:
        """Monta a tabela vazia; chame `atualizar` para ler.

        Args:
            colunas: as que têm `ordem_na_base` podem ser ordenadas.
            pagina: a função de `modelos` que lê uma página.
            base: dá a conexão da thread que lê.
            chave: identifica uma linha.
            consulta: busca, ordem e filtros de início.
            pai: dono.
        """
        super().__init__(colunas, pai, chave=chave)
        self._ler = pagina
        self._base = base
        self._consulta = replace(consulta or Consulta(), limite=TAMANHO_DA_PAGINA, deslocamento=0)
        self._paginas: OrderedDict[int, Sequence[L]] = OrderedDict()
        self._total = 0
        self._pedida: int | None = None
        self._refazer = False
        self._trabalho: Trabalho | None = None

    @property
    def consulta(self) -> Consulta:
        """A consulta em vigor (sempre a primeira página)."""
        return self._consulta

    @property
    def total(self) -> int:
        """Quantas linhas a consulta tem na base."""
        return self._total

    def procurar(self, texto: str) -> bool:
        """Mostra só o que a base acha com este texto."""
        return self._mudar(replace(self._consulta, busca=texto.strip()), outra_soma=True)

    def filtrar(self, filtros: Mapping[str, str]) -> None:
        """Troca os filtros."""
        self._mudar(replace(self._consulta, filtros=dict(filtros)), outra_soma=True)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pede à base outra ordem; coluna sem `ordem_na_base` não ordena."""
        if self.pode_ordenar(column):
            decrescente = order == Qt.SortOrder.DescendingOrder
            self._mudar(replace(self._consulta, ordem=self.colunas[column].ordem_na_base, decrescente=decrescente))

    def pode_ordenar(self, posicao: int) -> bool:
        """Só as que a base sabe ordenar."""
        return super().pode_ordenar(posicao) and bool(self.colunas[posicao].ordem_na_base)

    def ordem_de_inicio(self) -> tuple[int, Qt.SortOrder] | None:
        """A da consulta, se há coluna dela."""
        ordem = Qt.SortOrder.DescendingOrder if self._consulta.decrescente else Qt.SortOrder.AscendingOrder
        nomes = [coluna.ordem_na_base for coluna in self.colunas]
        return (nomes.index(self._consulta.ordem), ordem) if self._consulta.ordem in filter(None, nomes) else None

    def atualizar(self) -> None:
        """Lê de novo da base; a lista antiga fica à mostra até a nova chegar."""
        self._reler()
        self.consultou.emit(self._consulta)

    def linha(self, posicao: int) -> L | None:
        """O objeto da linha; se a página não está na memória, pede-a e devolve None."""
        numero, resto = divmod(posicao, TAMANHO_DA_PAGINA)
        pagina = self._paginas.get(numero)
        if pagina is not None:
            return pagina[resto] if resto < len(pagina) else None
        if 0 <= posicao < self._total:
            self._pedida = numero
            self._buscar_proxima()
        return None

    def na_memoria(self) -> Iterator[tuple[int, L]]:
        """As linhas já lidas, cada uma com a sua posição."""
        for numero, pagina in self._paginas.items():
            yield from enumerate(pagina, numero * TAMANHO_DA_PAGINA)

    def rowCount(self, parent: Indice = _RAIZ) -> int:
        """Quantas linhas, contadas na base."""
        return 0 if parent.isValid() else self._total

    def percorrer(self) -> Iterator[L]:
        """Lê a lista inteira, página a página, na ordem em vigor; rode dentro de um `Trabalho` (exportar)."""
        consulta = self._consulta
        while (pagina := self._ler(consulta)).linhas:
            yield from pagina.linhas
            consulta = replace(consulta, deslocamento=consulta.deslocamento + TAMANHO_DA_PAGINA)

    def _mudar(self, consulta: Consulta, *, outra_soma: bool = False) -> bool:
        if consulta == self._consulta:
            return False
        self._consulta = consulta
        self._reler()
        if outra_soma:
            self.consultou.emit(consulta)
        return True

    def _reler(self) -> None:
        self._refazer = True
        self._buscar_proxima()

    def _buscar_proxima(self) -> None:
        """Começa a leitura que falta, uma de cada vez: refazer a lista vem antes de completar páginas."""
        if self._trabalho is not None:
            return
        if self._refazer:
            self._refazer, self._pedida, numero, refeita = False, None, 0, True
        elif self._pedida is not None:
            numero, refeita, self._pedida = self._pedida, False, None
        else:
            return
        consulta = replace(self._consulta, deslocamento=numero * TAMANHO_DA_PAGINA)
        self._trabalho = Trabalho.de_funcao(lambda: (consulta, numero, refeita, self._ler(consulta)), self._base)
        self._trabalho.iniciar(self._ao_chegar, self.falhou, self._ao_terminar)

    def _ao_chegar(self, chegada: tuple[Consulta, int, bool, Pagina[L]]) -> None:
        consulta, numero, refeita, pagina = chegada
        if self._refazer or replace(consulta, deslocamento=0) != self._consulta:
            return
        if refeita or pagina.total != self._total:
            self.beginResetModel()
            self._paginas.clear()
            self._total = pagina.total
            self._paginas[numero] = pagina.linhas
            self.endResetModel()
        else:
            self._guardar(numero, pagina.linhas)
        self.carregou.emit()

    def _guardar(self, numero: int, linhas: Sequence[L]) -> None:
        self._paginas[numero] = linhas
        while len(self._paginas) > _PAGINAS_NA_MEMORIA:
            self._paginas.popitem(last=False)
        inicio = numero * TAMANHO_DA_PAGINA
        fim = min(inicio + len(linhas), self._total) - 1
        if fim >= inicio:
            self.dataChanged.emit(self.index(inicio, 0), self.index(fim, len(self.colunas) - 1))

    def _ao_terminar(self) -> None:
        self._trabalho = None
        self._buscar_proxima()
