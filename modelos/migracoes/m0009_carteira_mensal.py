"""Passo 9: a carteira ao fim de cada mês, por faixa de atraso e situação.

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _Meses(peewee.Model):
    mes = peewee.DateField(primary_key=True)
    data = peewee.DateField()
    gravada_em = peewee.DateTimeField()

    class Meta:
        table_name = "carteira_mensal"


class _Posicoes(peewee.Model):
    id = peewee.AutoField()
    mes = peewee.ForeignKeyField(_Meses, column_name="mes", index=False, on_delete="CASCADE")
    faixa = peewee.TextField()
    situacao = peewee.TextField()
    debitos = peewee.IntegerField()
    saldo_centavos = peewee.BigIntegerField()

    class Meta:
        table_name = "carteira_mensal_posicoes"
        indexes = ((("mes", "faixa", "situacao"), True),)


def aplicar(base: peewee.Database) -> None:
    """Cria as duas tabelas, vazias: do que passou não há como saber."""
    with base.bind_ctx([_Meses, _Posicoes]):
        base.create_tables([_Meses, _Posicoes], safe=False)
