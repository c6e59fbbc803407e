"""Quem pode enviar por esta base: a trava, e a lista das instalações confirmadas (regras.md §6.7).

Uma base restaurada, copiada ou movida pode estar atrás dos envios já feitos: até alguém confirmar que é a
verdadeira, ela não grava nem envia avisos.
"""

from __future__ import annotations

import os
from pathlib import Path

import peewee

from modelos.acesso import locais
from modelos.acesso.conexao import (
    Tabela,
    caminho_atual,
    leitura,
    ler_uma,
    transacao,
)
from regras.erros import AmbienteIndisponivel

SEM_DIARIO = "não há onde guardar o diário de envios"
"""Começo do motivo que não se resolve confirmando a base."""


class IdentidadeDB(Tabela):
    """Linha única: quem é esta base e, se estiver travada para envio, por quê."""

    na_base = "identidade"

    id = peewee.AutoField()
    uuid = peewee.TextField()
    trava = peewee.TextField(null=True)


class InstalacaoDB(Tabela):
    """Uma instalação do programa que pode enviar por esta base, no caminho em que ela estava."""

    na_base = "instalacoes"

    id = peewee.AutoField()
    instalacao = peewee.TextField()
    caminho = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = ((("instalacao", "caminho"), True),)


@leitura()
def travada() -> str | None:
    """Por que a base não pode gravar nem enviar avisos, ou None se pode."""
    linha = ler_uma(IdentidadeDB.select(IdentidadeDB.trava))
    if linha is not None and linha[0] is not None:
        return str(linha[0])
    try:
        desta = _desta_instalacao()
    except AmbienteIndisponivel as erro:
        return f"{SEM_DIARIO}. {erro.mensagem.rstrip('.')}"
    conhecida = InstalacaoDB.select().where(*(coluna == valor for coluna, valor in desta.items()))
    return None if conhecida.exists() else f"é a primeira vez que ela é usada por este usuário em {caminho_atual()}"


@transacao()
def travar(motivo: str) -> None:
    """Trava a base até que o operador confirme que é a verdadeira."""
    IdentidadeDB.update(trava=motivo).execute()


@transacao()
def destravar() -> None:
    """O operador confirma que esta é a base verdadeira, nesta instalação e neste caminho.

    Raises:
        AmbienteIndisponivel: a pasta de dados do usuário não pode ser gravada.
    """
    autorizar()
    IdentidadeDB.update(trava=None).execute()


@transacao()
def autorizar() -> None:
    """Põe esta instalação, com este caminho, entre as que podem enviar.

    Raises:
        AmbienteIndisponivel: a pasta de dados do usuário não pode ser gravada.
    """
    InstalacaoDB.insert(
        {getattr(InstalacaoDB, coluna.name): valor for coluna, valor in _desta_instalacao().items()}
    ).on_conflict_ignore().execute()


def _desta_instalacao() -> dict[peewee.Field[str], str]:
    caminho = Path(os.path.realpath(caminho_atual()))
    return {InstalacaoDB.instalacao: locais.instalacao(), InstalacaoDB.caminho: os.path.normcase(caminho)}
