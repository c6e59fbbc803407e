"""Os débitos de que já se agradeceu o pagamento: de cada um, uma vez só, haja o que houver com a baixa (retorno.md)."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from modelos.acesso.conexao import Tabela, transacao
from regras.debito import ChaveDebito
from regras.erros import DadoInvalido


class AgradecimentoDB(Tabela):
    """Um débito agradecido, pela chave dele: nem desfazer a baixa, nem reimportar, nem excluir o débito o apaga."""

    na_base = "agradecimentos"

    id = peewee.AutoField()
    cliente = peewee.TextField()
    documento = peewee.TextField()
    parcela = peewee.TextField()
    message_id = peewee.TextField(index=True)

    class Meta:
        """Índices."""

        indexes = ((("cliente", "documento", "parcela"), True),)


@transacao()
def marcar(debitos: Iterable[ChaveDebito], message_id: str, *, refazendo: bool = False) -> None:
    """Marca os débitos que esta mensagem agradece, antes de ela sair.

    Args:
        debitos: as chaves.
        message_id: o da mensagem.
        refazendo: a partir do diário, que pode dizer o que a base já sabe.

    Raises:
        DadoInvalido: de algum já se agradeceu.
    """
    linhas = [
        {"cliente": cliente, "documento": documento, "parcela": parcela, "message_id": message_id}
        for cliente, documento, parcela in debitos
    ]
    if refazendo:
        AgradecimentoDB.insert_many(linhas).on_conflict_ignore().execute()
        return
    try:
        AgradecimentoDB.incluir(linhas)
    except peewee.IntegrityError as erro:
        raise DadoInvalido("agradecimento", "de um destes débitos já se agradeceu o pagamento") from erro


@transacao()
def soltar(message_id: str) -> None:
    """A mensagem não foi, e pode ir outra."""
    AgradecimentoDB.delete().where(AgradecimentoDB.message_id == message_id).execute()
