"""Os fechamentos feitos: início, fim, totais e quem ficou de fora."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.campos import DataHoraField, EstruturaField
from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler,
    ler_uma,
    transacao,
)
from modelos.acesso.consulta import Consulta, Pagina, paginar
from modelos.carteira import carteira_mensal
from regras.cadastro import Cliente
from regras.carteira.evolucao import mes_a_gravar
from regras.selecao import Fora, Motivo, SemQuem


class FechamentoDB(Tabela):
    """Uma execução; sem `fim_em`, foi interrompida. `data_original` é a de antes de corrigida, como a do aviso."""

    na_base = "fechamentos"

    id = peewee.AutoField()
    data = peewee.DateField(index=True)
    inicio_em = DataHoraField()
    fim_em = DataHoraField(null=True)
    data_original = peewee.DateField(null=True)
    habilitado = peewee.BooleanField()
    totais = EstruturaField(null=True)
    fora = EstruturaField(null=True)


@dataclass(frozen=True, slots=True)
class Fechamento:
    """Uma execução do fechamento; instantes em UTC.

    Atributos:
        data: a de referência.
        fim_em: None se foi interrompido ou está em andamento.
        totais: os do resumo, como o fechamento os nomeou.
        fora: quem ficou de fora e por quê; do cliente, só código e nome.
        data_original: aquela com que foi feito, se foi corrigida depois (regras.md §2.12).
    """

    id: int
    data: date
    inicio_em: datetime
    fim_em: datetime | None
    habilitado: bool
    totais: Mapping[str, int | str]
    fora: tuple[Fora, ...]
    data_original: date | None = None


_COLUNAS = (
    FechamentoDB.id,
    FechamentoDB.data,
    FechamentoDB.inicio_em,
    FechamentoDB.fim_em,
    FechamentoDB.habilitado,
    FechamentoDB.totais,
    FechamentoDB.fora,
    FechamentoDB.data_original,
)


_ORDENS = {"": (FechamentoDB.data, FechamentoDB.id), "data": (FechamentoDB.data, FechamentoDB.id)}


@leitura()
def ultimo() -> Fechamento | None:
    """O de maior data (e, na data, o mais recente): o fechamento só anda para a frente (regras.md §2.12)."""
    achados = listar(limite=1)
    return achados[0] if achados else None


@leitura()
def listar(limite: int = 100) -> list[Fechamento]:
    """Os últimos, do mais novo ao mais antigo."""
    linhas = FechamentoDB.select(*_COLUNAS).order_by(FechamentoDB.data.desc(), FechamentoDB.id.desc()).limit(limite)
    return [_de_linha(linha) for linha in ler(linhas)]


@leitura()
def pagina(consulta: Consulta) -> Pagina[Fechamento]:
    """Uma página de fechamentos. Filtro: `data` (AAAA-MM-DD)."""
    linhas = FechamentoDB.select(*_COLUNAS)
    if data := consulta.filtros.get("data"):
        linhas = linhas.where(FechamentoDB.data == date.fromisoformat(data))
    return paginar(linhas, consulta, _ORDENS, _de_linha)


@leitura()
def obter(numero: int) -> Fechamento | None:
    """O fechamento deste número, ou None."""
    linha = ler_uma(FechamentoDB.select(*_COLUNAS).where(FechamentoDB.id == numero))
    return None if linha is None else _de_linha(linha)


@leitura()
def quantos_na_data(data: date) -> int:
    """Quantas vezes esta data foi fechada."""
    return FechamentoDB.select().where(FechamentoDB.data == data).count()


@leitura()
def mes_a_encerrar(data: date) -> date | None:
    """O mês (o último dia dele) cuja carteira o fechamento desta data grava antes de começar, ou None."""
    anterior: date | None = FechamentoDB.select(peewee.fn.MAX(FechamentoDB.data)).scalar()
    return mes_a_gravar(data, anterior)


@transacao()
def abrir(data: date, em: datetime, *, habilitado: bool) -> int:
    """Grava o começo de um fechamento e devolve o número dele.

    O primeiro de um mês novo grava antes, na mesma transação, a carteira do mês encerrado (docs/regras.md §8).
    """
    if mes := mes_a_encerrar(data):
        carteira_mensal.retratar(mes, data, em)
    return FechamentoDB.create(data=data, inicio_em=em, habilitado=habilitado).id


@transacao()
def encerrar(numero: int, em: datetime, totais: Mapping[str, int | str], fora: Iterable[Fora]) -> None:
    """Grava o fim, os totais e quem ficou de fora."""
    alteracao = FechamentoDB.update(fim_em=em, totais=dict(totais), fora=[_em_lista(item) for item in fora])
    alteracao.where(FechamentoDB.id == numero).execute()


def _de_linha(linha: tuple[Any, ...]) -> Fechamento:
    numero, data, inicio_em, fim_em, habilitado, totais, fora, data_original = linha
    excluidos = tuple(_de_lista(*item) for item in fora or ())
    return Fechamento(numero, data, inicio_em, fim_em, habilitado, totais or {}, excluidos, data_original)


def _em_lista(item: Fora) -> list[str | int | None]:
    """Quem ficou de fora como se grava, em JSON; `_de_lista` lê na mesma ordem."""
    ate = item.ate.isoformat() if item.ate else None
    return [item.cliente.codigo, item.cliente.nome, item.motivo.value, item.total_centavos, ate, item.sem_quem]


def _de_lista(  # noqa: PLR0917 - os seis valores de `_em_lista`
    codigo: str, nome: str, motivo: str, total: int, ate: str | None, sem_quem: str | None
) -> Fora:
    return Fora(
        Cliente(codigo, nome),
        Motivo(motivo),
        total,
        date.fromisoformat(ate) if ate else None,
        SemQuem(sem_quem) if sem_quem else None,
    )
