"""Passo 4: cada mensagem transmitida, por conta e instante, para contar o ritmo (email.md §2).

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _Transmissoes(peewee.Model):
    id = peewee.AutoField()
    conta = peewee.IntegerField()
    em = peewee.DateTimeField()
    destinatarios = peewee.IntegerField()

    class Meta:
        table_name = "transmissoes"
        indexes = ((("conta", "em"), False),)


def aplicar(base: peewee.Database) -> None:
    """Cria a tabela."""
    with base.bind_ctx([_Transmissoes]):
        base.create_tables([_Transmissoes], safe=False)
