"""Notas fiscais: a guia Falha Numeração mostra os números que faltam em cada série."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

import peewee

from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta import Consulta, Pagina, paginar
from regras.carteira.nota import Falha, Nota, procurar_falhas


class NotaDB(Tabela):
    """Uma nota, de chave série + número."""

    na_base = "notas"

    id = peewee.AutoField()
    serie = peewee.TextField()
    numero = peewee.BigIntegerField()
    emissao = peewee.DateField(null=True)
    situacao = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = ((("serie", "numero"), True),)


CHAVE: list[peewee.Field[Any]] = [NotaDB.serie, NotaDB.numero]
"""As colunas da chave única."""
_COLUNAS = [getattr(NotaDB, campo.name) for campo in fields(Nota)]
_ORDENS: dict[str, tuple[peewee.Field[Any], ...]] = {
    "": (NotaDB.serie, NotaDB.numero),
    "serie": (NotaDB.serie, NotaDB.numero),
    "numero": (NotaDB.numero, NotaDB.serie),
    "emissao": (NotaDB.emissao, NotaDB.serie, NotaDB.numero),
    "situacao": (NotaDB.situacao, NotaDB.serie, NotaDB.numero),
}


@leitura()
def obter(serie: str, numero: int) -> Nota | None:
    """A nota da série e número, ou None."""
    linha = ler_uma(NotaDB.select(*_COLUNAS).where((NotaDB.serie == serie) & (NotaDB.numero == numero)))
    return None if linha is None else Nota(*linha)


@leitura()
def pagina(consulta: Consulta) -> Pagina[Nota]:
    """Uma página de notas. A busca é pelo começo do número; filtro: `serie`."""
    linhas = NotaDB.select(*_COLUNAS)
    if serie := consulta.filtros.get("serie"):
        linhas = linhas.where(NotaDB.serie == serie)
    for palavra in consulta.busca.split():
        linhas = linhas.where(NotaDB.numero.cast("TEXT").startswith(palavra))
    return paginar(linhas, consulta, _ORDENS, lambda linha: Nota(*linha))


@leitura()
def falhas() -> list[Falha]:
    """As faixas de números que faltam, em ordem de série e número."""
    numeracao = NotaDB.select(NotaDB.serie, NotaDB.numero).order_by(*CHAVE)
    return list(procurar_falhas((serie, numero) for serie, numero in ler(numeracao)))


@transacao()
def gravar(nota: Nota) -> None:
    """Inclui ou altera pela série e número."""
    gravar_varias([nota])


@transacao()
def gravar_varias(notas: Iterable[Nota]) -> None:
    """Inclui ou altera muitas de uma vez."""
    NotaDB.sobrepor((asdict(nota) for nota in notas), CHAVE)
