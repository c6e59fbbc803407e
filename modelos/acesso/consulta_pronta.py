"""Consulta de forma fixa, montada uma vez: no envio, montar o comando custava mais que executá-lo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import peewee

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual


@dataclass(frozen=True, slots=True)
class _Lugar:
    """Onde vai o valor que só se sabe ao executar."""

    posicao: int


class ConsultaPronta:
    """Uma consulta cujos valores mudam e cuja forma não.

        _DO_NUMERO = ConsultaPronta(lambda numero: AvisoDB.select(AvisoDB.estado).where(AvisoDB.id == numero))
        linhas = _DO_NUMERO.ler(42)

    Args:
        montar: recebe um marcador por valor e devolve a consulta; chamada uma vez, na primeira leitura.
    """

    def __init__(self, montar: Callable[..., peewee.ModelSelect[Any]]) -> None:
        self._montar = montar
        self._comando = ""
        self._parametros: list[Any] = []
        self._conversoes: list[Callable[[Any], Any] | None] = []

    def ler(self, *valores: object) -> list[tuple[Any, ...]]:
        """As linhas, cada coluna convertida pelo seu campo; os valores vão à base como estão."""
        cruas = self.ler_cru(*valores)
        return [
            tuple(
                converter(coluna) if converter else coluna
                for converter, coluna in zip(self._conversoes, linha, strict=True)
            )
            for linha in cruas
        ]

    def ler_uma(self, *valores: object) -> tuple[Any, ...] | None:
        """A primeira linha, ou None."""
        linhas = self.ler(*valores)
        return linhas[0] if linhas else None

    def ler_cru(self, *valores: object) -> list[tuple[Any, ...]]:
        """As linhas como o motor as devolve: datas e listas ainda são texto."""
        if not self._comando:
            self._preparar(len(valores))
        parametros = [valores[lugar.posicao] if isinstance(lugar, _Lugar) else lugar for lugar in self._parametros]
        return dialeto.ler_cru(atual, self._comando, parametros)

    def _preparar(self, quantos: int) -> None:
        marcadores = [peewee.Value(_Lugar(posicao), converter=False) for posicao in range(quantos)]
        consulta = self._montar(*marcadores)
        self._conversoes = [
            coluna.python_value if isinstance(coluna, peewee.Field) else None for coluna in consulta.selected_columns
        ]
        self._comando, self._parametros = consulta.sql()
