"""Passo 3: as instalações que podem enviar por esta base, e até onde o diário de envios já foi conferido.

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import peewee


class _Instalacoes(peewee.Model):
    id = peewee.AutoField()
    instalacao = peewee.TextField()
    caminho = peewee.TextField()

    class Meta:
        table_name = "instalacoes"
        indexes = ((("instalacao", "caminho"), True),)


class _DiarioConferido(peewee.Model):
    id = peewee.AutoField()
    bytes = peewee.BigIntegerField()
    soma = peewee.TextField()

    class Meta:
        table_name = "diario_conferido"


def aplicar(base: peewee.Database) -> None:
    """Cria as duas tabelas."""
    tabelas = [_Instalacoes, _DiarioConferido]
    with base.bind_ctx(tabelas):
        base.create_tables(tabelas, safe=False)
