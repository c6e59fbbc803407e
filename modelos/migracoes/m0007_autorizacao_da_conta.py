"""Passo 7: a conta de e-mail diz como entra no servidor, e quando foi autorizada pelo provedor.

Contas antigas seguem entrando por senha. As definições são deste passo e não mudam mais: as tabelas de hoje estão nos
módulos de `modelos`.
"""

from __future__ import annotations

import peewee

_NOVAS = (
    "ALTER TABLE contas_email ADD COLUMN autenticacao TEXT NOT NULL DEFAULT 'senha'",
    "ALTER TABLE contas_email ADD COLUMN aplicativo TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE contas_email ADD COLUMN locatario TEXT NOT NULL DEFAULT ''",
)


class _ContasEmail(peewee.Model):
    numero = peewee.IntegerField(primary_key=True)

    class Meta:
        table_name = "contas_email"


class _ContasAutorizadas(peewee.Model):
    conta = peewee.ForeignKeyField(_ContasEmail, column_name="conta", on_delete="CASCADE", primary_key=True)
    autorizada_em = peewee.DateTimeField()
    vencida_em = peewee.DateTimeField(null=True)

    class Meta:
        table_name = "contas_autorizadas"


def aplicar(base: peewee.Database) -> None:
    """Acrescenta as colunas e cria a tabela, vazia."""
    for comando in _NOVAS:
        base.execute_sql(comando)  # type: ignore[no-untyped-call]  # o peewee não anota esta
    with base.bind_ctx([_ContasEmail, _ContasAutorizadas]):
        base.create_tables([_ContasAutorizadas], safe=False)
