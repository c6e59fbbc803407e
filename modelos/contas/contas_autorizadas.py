"""Quando cada conta de e-mail foi autorizada pelo provedor, e se ainda vale. O token não fica aqui: só no cofre."""

from __future__ import annotations

from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler_uma, transacao
from modelos.contas.contas_email import ContaEmailDB
from regras.cadastro import Autorizacao


class ContaAutorizadaDB(Tabela):
    """A última autorização de uma conta; some com ela."""

    na_base = "contas_autorizadas"

    conta = peewee.ForeignKeyField(ContaEmailDB, column_name="conta", on_delete="CASCADE", primary_key=True)
    autorizada_em = DataHoraField()
    vencida_em = DataHoraField(null=True)


@leitura()
def obter(conta: int) -> Autorizacao | None:
    """A autorização da conta, ou None se nunca houve."""
    colunas = (ContaAutorizadaDB.autorizada_em, ContaAutorizadaDB.vencida_em)
    linha = ler_uma(ContaAutorizadaDB.select(*colunas).where(ContaAutorizadaDB.conta == conta))
    return None if linha is None else Autorizacao(*linha)


@transacao()
def autorizar(conta: int, em: datetime) -> None:
    """Anota que a conta foi autorizada neste instante (UTC), e volta a valer."""
    linha = {"conta": conta, "autorizada_em": em, "vencida_em": None}
    ContaAutorizadaDB.sobrepor([linha], [ContaAutorizadaDB.conta])


@transacao()
def vencer(conta: int, em: datetime) -> None:
    """Anota que o provedor deixou de aceitar a autorização; a que já estava vencida fica como estava."""
    vigente = (ContaAutorizadaDB.conta == conta) & ContaAutorizadaDB.vencida_em.is_null()
    ContaAutorizadaDB.update(vencida_em=em).where(vigente).execute()


@transacao()
def esquecer(conta: int) -> None:
    """Apaga o que se sabia: a conta mudou de forma de entrar."""
    ContaAutorizadaDB.delete().where(ContaAutorizadaDB.conta == conta).execute()
