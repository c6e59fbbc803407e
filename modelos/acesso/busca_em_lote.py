"""Busca por lote de chaves com o comando montado uma vez só.

Montar a consulta pelo peewee custa mais que executá-la: são milhares de valores por lote. Aqui o lote é completado
com nulos (que não são iguais a nada) até um tamanho fixo, e o mesmo comando serve a todos; as linhas vêm cruas do
motor e só é convertido o que a base não guarda como texto ou inteiro. As chaves entram por junção: `IN` com a tupla
inteira varre a tabela a cada lote, e a junção procura no índice único.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import and_
from typing import Any

import peewee

from modelos.acesso import dialeto
from modelos.acesso.campos import CentavosField
from modelos.acesso.conexao import atual

Chave = tuple[Any, ...]

TAMANHOS = (50, 2000)
"""Arquivo pequeno não paga pelo lote grande."""

_VEM_PRONTO = (
    peewee.TextField,
    peewee.AutoField,
    peewee.BigIntegerField,
    CentavosField,
    peewee.ForeignKeyField,
)
_CONVERSOES_LEMBRADAS = 4096


class BuscaEmLote:
    """As colunas de uma tabela, pelas linhas que têm uma das chaves dadas.

    Args:
        colunas: todas da mesma tabela.
        chave: as que identificam a linha, com índice único.
    """

    def __init__(self, colunas: Sequence[peewee.Field[Any]], chave: Sequence[peewee.Field[Any]]) -> None:
        self._colunas = colunas
        self._chave = chave
        self._comandos: dict[int, str] = {}
        self._conversoes: list[tuple[int, Callable[[Any], Any]]] = [
            (indice, lru_cache(_CONVERSOES_LEMBRADAS)(coluna.python_value))
            for indice, coluna in enumerate(colunas)
            if type(coluna) not in _VEM_PRONTO
        ]

    def ler(self, chaves: Sequence[Chave]) -> Iterator[tuple[Any, ...]]:
        """Devolve as linhas achadas, em qualquer ordem; chave que não existe não volta."""
        for inicio in range(0, len(chaves), TAMANHOS[-1]):
            lote = chaves[inicio : inicio + TAMANHOS[-1]]
            tamanho = next(tamanho for tamanho in TAMANHOS if len(lote) <= tamanho)
            valores = [*chain.from_iterable(lote), *[None] * ((tamanho - len(lote)) * len(self._chave))]
            for crua in dialeto.ler_cru(atual, self._comando(tamanho), valores):
                linha = list(crua)
                for indice, converter in self._conversoes:
                    if (valor := linha[indice]) is not None:
                        linha[indice] = converter(valor)
                yield tuple(linha)

    def _comando(self, tamanho: int) -> str:
        if tamanho not in self._comandos:
            procuradas = peewee.ValuesList([[None] * len(self._chave)] * tamanho, alias="procuradas")
            # Sem nome dado, tanto SQLite quanto PostgreSQL chamam as colunas de uma lista de column1, column2…
            onde = reduce(
                and_,
                [
                    coluna == getattr(procuradas.c, f"column{ordem}")
                    for ordem, coluna in enumerate(self._chave, start=1)
                ],
            )
            consulta = self._colunas[0].model.select(*self._colunas).join(procuradas, on=onde)
            self._comandos[tamanho] = consulta.sql()[0]
        return self._comandos[tamanho]
