"""Quando cada conta de e-mail foi conferida entrando no servidor, e quando um teste por ela foi aceito."""

from __future__ import annotations

from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.contas.contas_email import ContaEmailDB
from regras.cadastro import Conferida


class ContaConferidaDB(Tabela):
    """A última conferência de uma conta; some com ela."""

    na_base = "contas_conferidas"

    conta = peewee.ForeignKeyField(ContaEmailDB, column_name="conta", on_delete="CASCADE", primary_key=True)
    conferida_em = DataHoraField()
    testada_em = DataHoraField(null=True)


_COLUNAS = (ContaConferidaDB.conferida_em, ContaConferidaDB.testada_em)


@leitura()
def obter(conta: int) -> Conferida | None:
    """A conferência da conta, ou None se ela nunca foi conferida como está."""
    linha = ler_uma(ContaConferidaDB.select(*_COLUNAS).where(ContaConferidaDB.conta == conta))
    return None if linha is None else Conferida(*linha)


@leitura()
def todas() -> dict[int, Conferida]:
    """As conferências, pelo número da conta."""
    return {
        numero: Conferida(*resto) for numero, *resto in ler(ContaConferidaDB.select(ContaConferidaDB.conta, *_COLUNAS))
    }


@transacao()
def conferir(conta: int, em: datetime) -> None:
    """Anota que se entrou no servidor por esta conta neste instante (UTC); o teste que já houve fica."""
    _anotar(conta, em, {"conferida_em": em})


@transacao()
def testar(conta: int, em: datetime) -> None:
    """Anota que o servidor aceitou uma mensagem de teste por esta conta neste instante (UTC)."""
    _anotar(conta, em, {"conferida_em": em, "testada_em": em})


@transacao()
def esquecer(conta: int) -> None:
    """A conta mudou de servidor, de usuário ou de senha: o que se sabia dela não vale mais."""
    ContaConferidaDB.delete().where(ContaConferidaDB.conta == conta).execute()


def _anotar(conta: int, em: datetime, novos: dict[str, datetime]) -> None:
    """Atualiza a linha da conta, ou a cria; conta que não está mais no cadastro é deixada como está."""
    if ContaConferidaDB.update(**novos).where(ContaConferidaDB.conta == conta).execute():
        return
    if ler_uma(ContaEmailDB.select(ContaEmailDB.numero).where(ContaEmailDB.numero == conta)) is not None:
        ContaConferidaDB.incluir([{"conta": conta, "conferida_em": em, "testada_em": None} | novos])
