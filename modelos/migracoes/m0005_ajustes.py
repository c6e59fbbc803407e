"""Passo 5: os ajustes da base, e a soma da mensagem, que fica quando o corpo é expurgado.

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _Ajustes(peewee.Model):
    id = peewee.AutoField()
    teste_para = peewee.TextField()
    guardar_meses = peewee.IntegerField()

    class Meta:
        table_name = "ajustes"


def aplicar(base: peewee.Database) -> None:
    """Cria a tabela dos ajustes e acrescenta a soma às mensagens, nula enquanto o corpo existe."""
    with base.bind_ctx([_Ajustes]):
        base.create_tables([_Ajustes], safe=False)
    base.execute_sql("ALTER TABLE aviso_mensagens ADD COLUMN soma TEXT")  # type: ignore[no-untyped-call]  # o peewee não anota esta
