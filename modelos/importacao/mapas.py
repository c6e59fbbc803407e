"""O de-para que o operador ensinou: para um cabeçalho, que coluna do contrato é cada título.

A assinatura do cabeçalho o identifica: o mesmo relatório do ERP, no dia seguinte, é lido sem perguntar.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.importacao.cabecalho import assinatura, normalizar_titulo
from modelos.importacao.resultado import Tipo


class MapaDB(Tabela):
    """O de-para de um cabeçalho, para um tipo de arquivo."""

    na_base = "mapas_de_importacao"

    id = peewee.AutoField()
    assinatura = peewee.TextField()
    tipo = peewee.TextField()
    titulos = peewee.TextField()
    colunas = peewee.TextField()
    em = DataHoraField()

    class Meta:
        """Um por cabeçalho e tipo."""

        indexes = ((("assinatura", "tipo"), True),)


@dataclass(frozen=True, slots=True)
class Mapa:
    """Um de-para.

    Atributos:
        titulos: como estavam no arquivo em que se ensinou.
        colunas: título normalizado → coluna do contrato; o que não aparece não é usado.
        em: quando se ensinou, em UTC.
    """

    assinatura: str
    tipo: Tipo
    titulos: tuple[str, ...]
    colunas: Mapping[str, str]
    em: datetime

    def por_titulo(self) -> dict[str, str]:
        """Título, como estava no arquivo → coluna; vazia nos que não são usados."""
        return {titulo: self.colunas.get(normalizar_titulo(titulo), "") for titulo in self.titulos}


_COLUNAS = (MapaDB.assinatura, MapaDB.tipo, MapaDB.titulos, MapaDB.colunas, MapaDB.em)


@leitura()
def listar() -> list[Mapa]:
    """Todos, do mais novo ao mais velho."""
    return [_de_linha(*linha) for linha in ler(MapaDB.select(*_COLUNAS).order_by(MapaDB.em.desc(), MapaDB.id))]


@leitura()
def obter(tipo: Tipo, titulos: tuple[str, ...]) -> Mapa | None:
    """O de-para deste cabeçalho, ou None."""
    onde = (MapaDB.assinatura == assinatura(titulos)) & (MapaDB.tipo == tipo.value)
    linha = ler_uma(MapaDB.select(*_COLUNAS).where(onde))
    return None if linha is None else _de_linha(*linha)


@transacao()
def gravar(tipo: Tipo, titulos: tuple[str, ...], colunas: Mapping[str, str], em: datetime) -> None:
    """Guarda o de-para de um cabeçalho, no lugar do que houver. `colunas`: título, como está no arquivo → coluna."""
    normais = {normalizar_titulo(titulo): coluna for titulo, coluna in colunas.items() if coluna}
    linha = {
        "assinatura": assinatura(titulos),
        "tipo": tipo.value,
        "titulos": json.dumps(titulos, ensure_ascii=False),
        "colunas": json.dumps(normais, ensure_ascii=False),
        "em": em,
    }
    MapaDB.sobrepor([linha], [MapaDB.assinatura, MapaDB.tipo])


@transacao()
def apagar(titulos: tuple[str, ...]) -> int:
    """Esquece os de-para de um cabeçalho, de qualquer tipo; devolve quantos eram."""
    return int(MapaDB.delete().where(MapaDB.assinatura == assinatura(titulos)).execute())


def _de_linha(da_base: str, tipo: str, titulos: str, colunas: str, em: datetime) -> Mapa:
    return Mapa(da_base, Tipo(tipo), tuple(json.loads(titulos)), json.loads(colunas), em)
