"""Quem pode enviar por esta base: a trava, e a lista das instalações confirmadas (regras.md §6.7).

Uma base restaurada, copiada ou movida pode estar atrás dos envios já feitos: até alguém confirmar que é a
verdadeira, ela não grava nem envia avisos.
"""

from __future__ import annotations

import os
import secrets
import uuid as identificadores
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
from modelos.avisos import diario_conferido
from modelos.avisos.diario_conferido import Marco
from regras.base_travada import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel


class IdentidadeDB(Tabela):
    """Linha única: quem é esta base.

    Atributos:
        segredo: nasce com ela e dela não sai: faz os identificadores que ninguém de fora adivinha (regras.md §6.1).
        trava: se estiver travada para envio, o bloqueio em JSON.
    """

    na_base = "identidade"

    id = peewee.AutoField()
    uuid = peewee.TextField()
    segredo = peewee.TextField(default=secrets.token_hex)
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
def uuid() -> str:
    """A identidade da base agora: outro terminal pode tê-la declarado cópia, e ela muda.

    Raises:
        AmbienteIndisponivel: não é um UUID; um caminho ali gravaria o diário em qualquer lugar.
    """
    (gravado,) = ler_uma(IdentidadeDB.select(IdentidadeDB.uuid)) or ("",)
    try:
        return str(identificadores.UUID(gravado))
    except ValueError as erro:
        raise AmbienteIndisponivel(
            "A identidade desta base não é um UUID.", "Ela foi alterada por fora: restaure uma cópia conferida."
        ) from erro


@leitura()
def travada() -> Bloqueio | None:
    """Por que a base não pode gravar nem enviar avisos, ou None se pode."""
    linha = ler_uma(IdentidadeDB.select(IdentidadeDB.trava))
    gravado = Bloqueio.de_json(linha[0]) if linha is not None and linha[0] is not None else None
    if gravado is not None and gravado.por_que is PorQue.RESTAURADA:
        return gravado
    try:
        desta = _desta_instalacao()
    except AmbienteIndisponivel as erro:
        return Bloqueio(PorQue.SEM_DIARIO, houve=erro.mensagem.rstrip("."))
    conhecida = InstalacaoDB.select().where(*(coluna == valor for coluna, valor in desta.items()))
    return gravado if conhecida.exists() else Bloqueio(PorQue.DESCONHECIDA, caminho=str(caminho_atual()))


@leitura()
def segredo() -> str:
    """O segredo da base, de que saem o Message-ID e o ENVID dos avisos."""
    (gravado,) = ler_uma(IdentidadeDB.select(IdentidadeDB.segredo)) or ("",)
    if not gravado:
        raise AmbienteIndisponivel("A base não diz o segredo dos seus avisos.", "Restaure uma cópia conferida.")
    return str(gravado)


@transacao()
def travar(bloqueio: Bloqueio | None) -> None:
    """Trava a base até que o operador confirme que é a verdadeira; None tira a trava."""
    IdentidadeDB.update(trava=bloqueio.em_json() if bloqueio else None).execute()


@transacao()
def destravar() -> None:
    """O operador confirma que esta é a base verdadeira, nesta instalação e neste caminho.

    Raises:
        AmbienteIndisponivel: a pasta de dados do usuário não pode ser gravada.
    """
    autorizar()
    travar(None)


@transacao()
def virar_copia() -> str:
    """Faz desta outra base: identidade e segredo novos, diário por nascer, e só esta instalação pode enviar por ela.

    Returns:
        A identidade nova.

    Raises:
        AmbienteIndisponivel: a pasta de dados do usuário não pode ser gravada.
    """
    nova = str(identificadores.uuid4())
    IdentidadeDB.update(uuid=nova, segredo=secrets.token_hex(), trava=None).execute()
    InstalacaoDB.delete().execute()
    autorizar()
    diario_conferido.gravar(Marco())
    return nova


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
