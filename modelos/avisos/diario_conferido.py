"""Até onde o diário de envios já foi conferido com a base: o que vem depois é o que a base pode não ter.

Uma base antiga tem um marco antigo, e por isso relê tudo o que veio depois dela (regras.md §6.6).
"""

from __future__ import annotations

from dataclasses import dataclass

import peewee

from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler_uma,
    transacao,
)


class DiarioConferidoDB(Tabela):
    """Linha única."""

    na_base = "diario_conferido"

    id = peewee.AutoField()
    bytes = peewee.BigIntegerField()
    soma = peewee.TextField()


@dataclass(frozen=True, slots=True)
class Marco:
    """Um ponto do diário: quantos bytes vêm antes, e a soma da linha que termina ali."""

    bytes: int = 0
    soma: str = ""


@leitura()
def obter() -> Marco:
    """O último marco gravado; o começo, se nenhum."""
    linha = ler_uma(DiarioConferidoDB.select(DiarioConferidoDB.bytes, DiarioConferidoDB.soma))
    return Marco() if linha is None else Marco(*linha)


@transacao()
def gravar(marco: Marco) -> None:
    """Guarda o marco no lugar do anterior."""
    DiarioConferidoDB.sobrepor([{"id": 1, "bytes": marco.bytes, "soma": marco.soma}], [DiarioConferidoDB.id])
