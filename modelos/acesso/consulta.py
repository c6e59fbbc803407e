"""Uma página de uma lista grande: busca, filtro, ordem e recorte feitos na base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import peewee

from modelos.acesso.conexao import ler
from regras.nomes import chave

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Consulta:
    """O que a tela pede.

    Atributos:
        busca: palavras soltas, sem diferença de maiúsculas nem acentos; todas têm de aparecer.
        ordem: nome da coluna; vazio é a ordem natural da lista.
        decrescente: inverte a ordem.
        deslocamento: quantas linhas pular.
        limite: quantas linhas trazer.
        filtros: por nome; cada lista diz os seus. Valor vazio não filtra.
    """

    busca: str = ""
    ordem: str = ""
    decrescente: bool = False
    deslocamento: int = 0
    limite: int = 200
    filtros: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pagina(Generic[T]):
    """As linhas do recorte e quantas há ao todo."""

    linhas: list[T]
    total: int


def texto_de_busca(*partes: str) -> str:
    """Junta as partes pesquisáveis de uma linha na forma em que são comparadas (`nomes.chave`)."""
    return chave(" ".join(parte for parte in partes if parte))


def onde_contem(busca: str, *colunas: peewee.Field[Any]) -> list[Any]:
    """Condições para que cada palavra apareça em ao menos uma das colunas."""
    condicoes = []
    for palavra in chave(busca).split():
        em_alguma = colunas[0].contains(palavra)
        for coluna in colunas[1:]:
            em_alguma |= coluna.contains(palavra)
        condicoes.append(em_alguma)
    return condicoes


def filtrar(linhas: peewee.ModelSelect[Any], condicoes: Iterable[Any]) -> peewee.ModelSelect[Any]:
    """As linhas que cumprem todas as condições; sem nenhuma, todas."""
    for condicao in condicoes:
        linhas = linhas.where(condicao)
    return linhas


def paginar(
    linhas: peewee.ModelSelect[Any],
    consulta: Consulta,
    ordens: Mapping[str, Sequence[peewee.Field[Any]]],
    de_linha: Callable[[tuple[Any, ...]], T],
    busca: Sequence[peewee.Field[Any]] = (),
) -> Pagina[T]:
    """Procura, ordena, recorta e converte; duas consultas no máximo, qualquer que seja o tamanho da lista.

    Args:
        linhas: já filtradas, com as colunas que `de_linha` espera.
        consulta: o que a tela pediu.
        ordens: colunas de cada ordem, a natural na chave vazia; a última coluna desempata.
        de_linha: converte a tupla lida.
        busca: as colunas em que as palavras procuradas têm de estar; vazia não procura.

    Raises:
        KeyError: ordem que a lista não tem.
    """
    if busca:
        linhas = filtrar(linhas, onde_contem(consulta.busca, *busca))
    colunas = ordens[consulta.ordem]
    ordenadas = [coluna.desc() if consulta.decrescente else coluna.asc() for coluna in colunas]
    total = linhas.count()
    if consulta.deslocamento >= total:  # procurar de novo o que não há custaria o mesmo que achar
        return Pagina([], total)
    recorte = linhas.order_by(*ordenadas).limit(consulta.limite).offset(consulta.deslocamento)
    return Pagina([de_linha(linha) for linha in ler(recorte)], total)
