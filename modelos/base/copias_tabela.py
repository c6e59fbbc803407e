"""A tabela das cópias feitas, à parte para o esquema a conhecer sem alcançar quem as faz e restaura."""

from __future__ import annotations

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela


class CopiaDB(Tabela):
    """Uma cópia feita e conferida."""

    na_base = "copias"

    id = peewee.AutoField()
    arquivo = peewee.TextField()
    bytes = peewee.BigIntegerField()
    sha256 = peewee.TextField()
    em = DataHoraField()
