"""A carteira ao fim de cada mês: gravada uma vez, pelo primeiro fechamento do mês seguinte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import peewee

from modelos.acesso.campos import CentavosField, DataHoraField, EnumeracaoField
from modelos.acesso.conexao import Tabela, leitura, ler, transacao
from modelos.carteira.debitos import EM_ABERTO, DebitoDB
from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, Grupo, Posicao, fim_do_mes, posicionar


class CarteiraMensalDB(Tabela):
    """Um mês retratado; `mes` é o último dia dele e `data`, a do fechamento que o gravou."""

    na_base = "carteira_mensal"

    mes = peewee.DateField(primary_key=True)
    data = peewee.DateField()
    gravada_em = DataHoraField()


class PosicaoMensalDB(Tabela):
    """O que havia numa faixa e situação. A situação é só o nome que tinha: excluída depois, o retrato fica."""

    na_base = "carteira_mensal_posicoes"

    id = peewee.AutoField()
    mes = peewee.ForeignKeyField(CarteiraMensalDB, column_name="mes", index=False, on_delete="CASCADE")
    faixa = EnumeracaoField(FaixaDeAtraso)
    situacao = peewee.TextField()
    debitos = peewee.IntegerField()
    saldo_centavos = CentavosField()

    class Meta:
        """Índices."""

        indexes = ((("mes", "faixa", "situacao"), True),)


@transacao()
def retratar(mes: date, data: date, em: datetime) -> bool:
    """Grava a carteira de um mês encerrado, como a base está agora; mês já gravado não muda.

    Args:
        mes: o último dia dele.
        data: a do fechamento.
        em: instante em UTC.

    Returns:
        Se gravou.
    """
    if CarteiraMensalDB.select().where(CarteiraMensalDB.mes == mes).exists():
        return False
    gravar(CarteiraDoMes(mes, data, posicionar(_grupos(mes), mes)), em)
    return True


@transacao()
def gravar(carteira: CarteiraDoMes, em: datetime) -> None:
    """Grava uma carteira pronta.

    Raises:
        peewee.IntegrityError: o mês já está gravado.
    """
    CarteiraMensalDB.create(mes=carteira.mes, data=carteira.data, gravada_em=em)
    PosicaoMensalDB.incluir({"mes": carteira.mes, **posicao._asdict()} for posicao in carteira.posicoes)


@transacao()
def esquecer_depois(data: date) -> None:
    """Apaga as que fechamentos posteriores a esta data gravaram."""
    CarteiraMensalDB.delete().where(CarteiraMensalDB.data > data).execute()


@leitura()
def de_agora(hoje: date) -> CarteiraDoMes:
    """A carteira como está, com a idade contada hoje; não é gravada."""
    return CarteiraDoMes(fim_do_mes(hoje), hoje, posicionar(_grupos(), hoje))


@leitura()
def listar(de: date, ate: date) -> dict[date, CarteiraDoMes]:
    """As carteiras dos meses que acabam entre estas datas, pelo último dia do mês."""
    meses = CarteiraMensalDB.select(CarteiraMensalDB.mes, CarteiraMensalDB.data)
    datas: dict[date, date] = dict(ler(meses.where(CarteiraMensalDB.mes.between(de, ate))))
    colunas = [getattr(PosicaoMensalDB, nome) for nome in ("mes", *Posicao._fields)]
    linhas = PosicaoMensalDB.select(*colunas).where(PosicaoMensalDB.mes.between(de, ate))
    posicoes: dict[date, list[Posicao]] = {mes: [] for mes in datas}
    for mes, *campos in ler(linhas.order_by(PosicaoMensalDB.id)):
        posicoes[mes].append(Posicao._make(campos))
    return {mes: CarteiraDoMes(mes, data, tuple(posicoes[mes])) for mes, data in datas.items()}


def _grupos(mes: date | None = None) -> Iterator[Grupo]:
    """Os débitos em aberto somados por vencimento e situação; o emitido depois do mês ainda não existia nele."""
    existem = EM_ABERTO if mes is None else EM_ABERTO & (DebitoDB.emissao.is_null() | (DebitoDB.emissao <= mes))
    linhas = (
        DebitoDB.select(
            DebitoDB.vencimento,
            DebitoDB.situacao,
            peewee.fn.COUNT(DebitoDB.id),
            peewee.fn.SUM(DebitoDB.saldo_centavos),
        )
        .where(existem)
        .group_by(DebitoDB.vencimento, DebitoDB.situacao)
    )
    for vencimento, situacao, debitos, saldo in ler(linhas):
        yield Grupo(vencimento, situacao or "", int(debitos), int(saldo))
