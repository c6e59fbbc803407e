"""De uma versão da base à outra: a ordem dos passos e como se aplicam.

A base nova nasce na versão de hoje, das próprias classes de tabela: o esquema não se escreve duas vezes. Só a base que
já existe passa pelos passos. Um passo publicado não muda mais; por isso traz as suas definições e nunca importa as
tabelas de hoje. Ao escrever o primeiro, guarde em `tests/bases` uma base feita pela versão anterior: o teste prova
que, migrada, ela fica com as mesmas colunas da que nasce.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import peewee

from modelos.acesso import dialeto

PRIMEIRA = 12
"""A da primeira base que se lê: até a 11 são da 0.1.0, cujo esquema não se guarda."""
PASSOS: tuple[tuple[int, ModuleType], ...] = ()
"""A versão a que cada passo leva, e o módulo dele, em ordem; o primeiro leva à que vem depois da primeira."""
VERSAO = PASSOS[-1][0] if PASSOS else PRIMEIRA
"""A versão da base que este programa entende."""
TABELA = "migracoes"
"""Onde a base diz em que versão está."""


class MigracaoDB(peewee.Model):
    """Uma versão a que a base chegou; o maior número é a de agora."""

    numero = peewee.IntegerField(primary_key=True)

    class Meta:
        """Nunca muda: é por ela que se sabe o que mudar."""

        table_name = TABELA


def ler_versao(base: peewee.Database) -> int:
    """Versão da base; 0 quando ainda não tem nenhuma tabela nossa."""
    if not base.table_exists(TABELA):
        return 0
    with base.bind_ctx([MigracaoDB]):
        return MigracaoDB.select(peewee.fn.MAX(MigracaoDB.numero)).scalar() or 0


def aplicar(base: peewee.Database, tabelas: Sequence[type[peewee.Model]]) -> None:
    """Cria a base vazia, ou aplica os passos que faltam à que existe; interrompido, o passo não aconteceu.

    A versão é relida dentro da transação: dois terminais abrindo juntos não fazem o mesmo duas vezes. A base em dia só
    é lida, e abre mesmo com outro terminal gravando.

    Args:
        base: conectada.
        tabelas: as da base que nasce.
    """
    if ler_versao(base) == VERSAO:
        return
    with base.atomic(dialeto.GRAVACAO):
        if ler_versao(base) == 0:
            with base.bind_ctx([*tabelas, MigracaoDB]):
                base.create_tables([*tabelas, MigracaoDB], safe=False)
            _anotar(base, VERSAO)
    for numero, passo in PASSOS:
        with base.atomic(dialeto.GRAVACAO):
            if ler_versao(base) < numero:
                passo.aplicar(base)
                _anotar(base, numero)


def _anotar(base: peewee.Database, numero: int) -> None:
    with base.bind_ctx([MigracaoDB]):
        MigracaoDB.insert(numero=numero).execute()
