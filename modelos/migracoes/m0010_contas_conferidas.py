"""Passo 10: quando cada conta de e-mail foi conferida entrando no servidor, e quando um teste por ela foi aceito.

A tabela nasce vazia: ninguém sabe se as contas antigas foram conferidas, e o próximo aviso aceito diz. As definições
são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _ContasEmail(peewee.Model):
    numero = peewee.IntegerField(primary_key=True)

    class Meta:
        table_name = "contas_email"


class _ContasConferidas(peewee.Model):
    conta = peewee.ForeignKeyField(_ContasEmail, column_name="conta", on_delete="CASCADE", primary_key=True)
    conferida_em = peewee.DateTimeField()
    testada_em = peewee.DateTimeField(null=True)

    class Meta:
        table_name = "contas_conferidas"


def aplicar(base: peewee.Database) -> None:
    """Cria a tabela, vazia."""
    with base.bind_ctx([_ContasEmail, _ContasConferidas]):
        base.create_tables([_ContasConferidas], safe=False)
