"""Passo 8: a caixa em que as devoluções de uma conta chegam, e as devoluções lidas.

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _ContasEmail(peewee.Model):
    numero = peewee.IntegerField(primary_key=True)

    class Meta:
        table_name = "contas_email"


class _Avisos(peewee.Model):
    id = peewee.AutoField()

    class Meta:
        table_name = "avisos"


class _Caixas(peewee.Model):
    conta = peewee.ForeignKeyField(_ContasEmail, column_name="conta", on_delete="CASCADE", primary_key=True)
    servidor = peewee.TextField()
    porta = peewee.IntegerField()
    usuario = peewee.TextField()
    pasta = peewee.TextField()
    validade = peewee.BigIntegerField(null=True)
    ultimo_uid = peewee.BigIntegerField()
    lida_em = peewee.DateTimeField(null=True)

    class Meta:
        table_name = "caixas_devolucoes"


class _Devolucoes(peewee.Model):
    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(_Avisos, column_name="aviso", on_delete="CASCADE")
    email = peewee.TextField()
    acao = peewee.TextField()
    status = peewee.TextField()
    diagnostico = peewee.TextField()
    servidor = peewee.TextField()
    message_id = peewee.TextField(null=True)
    em = peewee.DateTimeField()
    lida_em = peewee.DateTimeField()
    soma = peewee.TextField()
    marcou = peewee.BooleanField()
    conta_para_marcar = peewee.BooleanField()

    class Meta:
        table_name = "devolucoes"
        indexes = ((("soma", "email"), True), (("email", "em"), False))


def aplicar(base: peewee.Database) -> None:
    """Cria as duas tabelas, vazias."""
    with base.bind_ctx([_ContasEmail, _Avisos, _Caixas, _Devolucoes]):
        base.create_tables([_Caixas, _Devolucoes], safe=False)
