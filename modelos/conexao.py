"""A base aberta neste processo: transação, leitura e a classe mãe das tabelas.

Uma base por processo, uma conexão por thread. Toda função que grava abre `transacao`; toda função que
lê usa `leitura`. As duas traduzem o que o motor diz em frase de `regras.erros`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import peewee

from modelos import dialeto
from regras.erros import DadoInvalido

atual = peewee.DatabaseProxy()
"""A base aberta; `modelos.base.abrir` a preenche e `fechar` a esvazia."""

_VARIAVEIS_POR_COMANDO = 30_000


def caminho_atual() -> Path:
    """Caminho da base aberta."""
    return Path(atual.database)


@contextmanager
def traduzir(caminho: Path) -> Iterator[None]:
    """Troca erro do motor por `AmbienteIndisponivel` quando o culpado é o ambiente."""
    try:
        yield
    except dialeto.ERROS as erro:
        if frase := dialeto.explicar(erro, caminho):
            raise frase from erro
        raise


@contextmanager
def transacao() -> Iterator[None]:
    """Grava tudo ou nada, com o direito de gravar tomado já no começo. Dentro de outra, é parte dela.

    Raises:
        AmbienteIndisponivel: base ocupada, somente leitura, disco cheio ou danificada.
    """
    with traduzir(caminho_atual()), atual.atomic(dialeto.GRAVACAO) if not atual.in_transaction() else atual.atomic():
        yield


@contextmanager
def leitura() -> Iterator[None]:
    """Várias consultas sobre o mesmo instante da base; serve também de decorador.

    Raises:
        AmbienteIndisponivel: base ocupada ou danificada.
    """
    with traduzir(caminho_atual()):
        if atual.in_transaction():
            yield
        else:
            with atual.transaction(dialeto.LEITURA):
                yield


def ler(consulta: peewee.ModelSelect[Any]) -> list[tuple[Any, ...]]:
    """As linhas da consulta, cada uma como tupla das colunas pedidas, já convertidas pelos campos."""
    return list(consulta.tuples().iterator())


def ler_uma(consulta: peewee.ModelSelect[Any]) -> tuple[Any, ...] | None:
    """A primeira linha, ou None."""
    linhas = ler(consulta.limit(1))
    return linhas[0] if linhas else None


class Tabela(peewee.Model):
    """Mãe das tabelas (`…DB`). Objetos dela nunca saem de `modelos`.

    Atributos:
        rotulo: como o operador chama estas linhas, para dizer o que depende de quê.
    """

    rotulo: ClassVar[str] = ""

    class Meta:
        """A base é a que o processo abriu."""

        database = atual
        legacy_table_names = False

    @classmethod
    def sobrepor(cls, linhas: Iterable[Mapping[str, Any]], chave: Sequence[peewee.Field[Any]]) -> None:
        """Inclui as linhas; a que tem a mesma chave é substituída. Todas com as mesmas colunas."""
        todas = list(linhas)
        if not todas:
            return
        nomes = {campo.name for campo in chave}
        colunas = [getattr(cls, nome) for nome in todas[0]]
        outras = [campo for campo in colunas if campo.name not in nomes]
        for bloco in peewee.chunked(todas, max(1, _VARIAVEIS_POR_COMANDO // len(colunas))):
            inclusao = cls.insert_many(bloco)
            if outras:
                inclusao.on_conflict(conflict_target=list(chave), preserve=outras).execute()
            else:
                inclusao.on_conflict_ignore().execute()

    @classmethod
    def contar_dependentes(cls, valor: object) -> dict[str, int]:
        """Quantas linhas de cada outra tabela apontam para este valor, pelo rótulo delas."""
        contagens: dict[str, int] = {}
        for campo, tabela in cls._meta.backrefs.items():
            quantas = tabela.select().where(campo == valor).count()
            if quantas and campo.on_delete != "CASCADE":
                contagens[tabela.rotulo] = contagens.get(tabela.rotulo, 0) + quantas
        return contagens


def recusar_se_usado(campo: str, onde: str, contagens: Mapping[str, int]) -> None:
    """Recusa a exclusão de algo de que outros dependem.

    Raises:
        DadoInvalido: diz quantos dependem, de cada tipo.
    """
    if contagens:
        usos = ", ".join(f"{quantos} {rotulo}" for rotulo, quantos in contagens.items())
        raise DadoInvalido(
            campo,
            f"não pode ser excluído: há {usos} que dependem dele",
            onde,
            "Exclua ou altere esses registros antes.",
        )
