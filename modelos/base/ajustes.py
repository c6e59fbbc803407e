"""Os ajustes da base, numa linha só."""

from __future__ import annotations

from dataclasses import asdict, fields

import peewee

from modelos.acesso.conexao import Tabela, leitura, ler_uma, transacao
from regras.ajustes import Ajustes, validar


class AjustesDB(Tabela):
    """Linha única; sem ela valem os de início."""

    na_base = "ajustes"

    id = peewee.AutoField()
    teste_para = peewee.TextField()
    guardar_meses = peewee.IntegerField()


@leitura()
def obter() -> Ajustes:
    """Os ajustes gravados, ou os de início."""
    linha = ler_uma(AjustesDB.select(*(getattr(AjustesDB, campo.name) for campo in fields(Ajustes))))
    return Ajustes() if linha is None else Ajustes(*linha)


@transacao()
def gravar(ajustes: Ajustes) -> None:
    """Grava no lugar dos anteriores.

    Raises:
        DadoInvalido: endereço de teste ou número de meses que não serve.
    """
    validar(ajustes)
    AjustesDB.sobrepor([{"id": 1} | asdict(ajustes)], [AjustesDB.id])
