"""Os fechamentos feitos: início, fim, totais e quem ficou de fora."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee

from modelos.campos import DataHoraField, EstruturaField
from modelos.conexao import Tabela, leitura, ler, transacao
from regras.cadastro import Cliente
from regras.selecao import Fora, Motivo


class FechamentoDB(Tabela):
    """Uma execução; sem `fim_em`, foi interrompida."""

    id = peewee.AutoField()
    data = peewee.DateField()
    inicio_em = DataHoraField()
    fim_em = DataHoraField(null=True)
    habilitado = peewee.BooleanField()
    totais = EstruturaField(null=True)
    fora = EstruturaField(null=True)

    class Meta:
        """Nome na base."""

        table_name = "fechamentos"


@dataclass(frozen=True, slots=True)
class Fechamento:
    """Uma execução do fechamento; instantes em UTC.

    Atributos:
        data: a de referência.
        fim_em: None se foi interrompido ou está em andamento.
        totais: os do resumo, como o fechamento os nomeou.
        fora: quem ficou de fora e por quê; do cliente, só código e nome.
    """

    id: int
    data: date
    inicio_em: datetime
    fim_em: datetime | None
    habilitado: bool
    totais: Mapping[str, int | str]
    fora: tuple[Fora, ...]


_COLUNAS = (
    FechamentoDB.id,
    FechamentoDB.data,
    FechamentoDB.inicio_em,
    FechamentoDB.fim_em,
    FechamentoDB.habilitado,
    FechamentoDB.totais,
    FechamentoDB.fora,
)


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


@transacao()
def abrir(data: date, em: datetime, *, habilitado: bool) -> int:
    """Grava o começo de um fechamento e devolve o número dele."""
    return FechamentoDB.create(data=data, inicio_em=em, habilitado=habilitado).id


@transacao()
def encerrar(numero: int, em: datetime, totais: Mapping[str, int | str], fora: Iterable[Fora]) -> None:
    """Grava o fim, os totais e quem ficou de fora."""
    excluidos = [
        [item.cliente.codigo, item.cliente.nome, str(item.motivo), item.total_centavos, item.detalhe] for item in fora
    ]
    alteracao = FechamentoDB.update(fim_em=em, totais=dict(totais), fora=excluidos)
    alteracao.where(FechamentoDB.id == numero).execute()


def _de_linha(linha: tuple[Any, ...]) -> Fechamento:
    numero, data, inicio_em, fim_em, habilitado, totais, fora = linha
    excluidos = tuple(
        Fora(Cliente(codigo, nome), Motivo(motivo), total, detalhe)
        for codigo, nome, motivo, total, detalhe in fora or ()
    )
    return Fechamento(numero, data, inicio_em, fim_em, habilitado, totais or {}, excluidos)
