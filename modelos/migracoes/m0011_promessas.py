"""Passo 11: as promessas de pagamento, com quem prometeu; a do cadastro de cada cliente vira a primeira.

Das que já havia não se sabe quem prometeu nem quando. As definições são deste passo e não mudam mais: as tabelas de
hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _Clientes(peewee.Model):
    codigo = peewee.TextField(primary_key=True)
    promessa_ate = peewee.DateField(null=True)

    class Meta:
        table_name = "clientes"


class _Promessas(peewee.Model):
    id = peewee.AutoField()
    cliente = peewee.ForeignKeyField(_Clientes, column_name="cliente", index=False, on_delete="CASCADE")
    ate = peewee.DateField()
    quem = peewee.TextField()
    registrada_em = peewee.DateTimeField(null=True)
    encerrada_em = peewee.DateTimeField(null=True)

    class Meta:
        table_name = "promessas"
        indexes = ((("cliente", "id"), False),)


def aplicar(base: peewee.Database) -> None:
    """Cria a tabela e passa para ela as promessas do cadastro."""
    with base.bind_ctx([_Clientes, _Promessas]):
        base.create_tables([_Promessas], safe=False)
        prometidas = _Clientes.select(_Clientes.codigo, _Clientes.promessa_ate, peewee.Value("")).where(
            _Clientes.promessa_ate.is_null(False)
        )
        colunas = [_Promessas.cliente, _Promessas.ate, _Promessas.quem]
        _Promessas.insert_from(prometidas, colunas).execute()
