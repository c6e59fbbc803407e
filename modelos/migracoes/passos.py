"""A ordem das migrações e como se aplicam: uma transação por passo, a versão numa tabela."""

from __future__ import annotations

from types import ModuleType

import peewee

from modelos.acesso import dialeto
from modelos.migracoes import (
    m0001_inicial,
    m0002_debito_ausente,
    m0003_instalacoes_e_diario,
    m0004_transmissoes,
    m0005_ajustes,
    m0006_logotipo_e_senha,
    m0007_autorizacao_da_conta,
    m0008_devolucoes,
    m0009_carteira_mensal,
    m0010_contas_conferidas,
    m0011_promessas,
)

PASSOS: tuple[tuple[int, ModuleType], ...] = (
    (1, m0001_inicial),
    (2, m0002_debito_ausente),
    (3, m0003_instalacoes_e_diario),
    (4, m0004_transmissoes),
    (5, m0005_ajustes),
    (6, m0006_logotipo_e_senha),
    (7, m0007_autorizacao_da_conta),
    (8, m0008_devolucoes),
    (9, m0009_carteira_mensal),
    (10, m0010_contas_conferidas),
    (11, m0011_promessas),
)
"""Número e módulo de cada passo, em ordem. Passo publicado não muda: acrescenta-se outro."""
VERSAO = PASSOS[-1][0]
"""A versão da base que este programa entende."""
TABELA = "migracoes"
"""Onde a base diz em que versão está."""


class MigracaoDB(peewee.Model):
    """Um passo aplicado; o maior número é a versão da base."""

    numero = peewee.IntegerField(primary_key=True)

    class Meta:
        """Esta tabela existe desde antes do primeiro passo."""

        table_name = TABELA


def ler_versao(base: peewee.Database) -> int:
    """Versão da base; 0 quando ainda não tem nenhuma tabela nossa."""
    if not base.table_exists(TABELA):
        return 0
    with base.bind_ctx([MigracaoDB]):
        return MigracaoDB.select(peewee.fn.MAX(MigracaoDB.numero)).scalar() or 0


def aplicar(base: peewee.Database) -> None:
    """Aplica os passos que faltam, cada um numa transação: interrompido, o passo não aconteceu.

    A versão é relida dentro da transação: dois terminais abrindo juntos não aplicam o mesmo passo duas vezes. A base
    em dia só é lida, e abre mesmo com outro terminal gravando.
    """
    if ler_versao(base) == VERSAO:
        return
    for numero, passo in PASSOS:
        with base.atomic(dialeto.GRAVACAO):
            if ler_versao(base) >= numero:
                continue
            passo.aplicar(base)
            with base.bind_ctx([MigracaoDB]):
                base.create_tables([MigracaoDB], safe=True)
                MigracaoDB.insert(numero=numero).execute()
