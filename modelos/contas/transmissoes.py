"""Cada mensagem transmitida por uma conta: o ritmo conta daqui, e reiniciar o programa não o zera (email.md §2)."""

from __future__ import annotations

from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, transacao
from regras.envio.ritmo import Transmissao


class TransmissaoDB(Tabela):
    """Uma mensagem cujo fim dos dados foi pedido; a conta é o número dela, que pode já não existir."""

    na_base = "transmissoes"

    id = peewee.AutoField()
    conta = peewee.IntegerField()
    em = DataHoraField()
    destinatarios = peewee.IntegerField()

    class Meta:
        """Índices."""

        indexes = ((("conta", "em"), False),)


@transacao()
def anotar(conta: int, transmissao: Transmissao) -> None:
    """Guarda uma transmissão da conta."""
    TransmissaoDB.incluir([{"conta": conta, "em": transmissao.em, "destinatarios": transmissao.destinatarios}])


@leitura()
def desde(conta: int, inicio: datetime) -> list[Transmissao]:
    """As da conta a partir do instante, na ordem em que foram."""
    desta = (TransmissaoDB.conta == conta) & (TransmissaoDB.em >= inicio)
    colunas = (TransmissaoDB.em, TransmissaoDB.destinatarios)
    linhas = ler(TransmissaoDB.select(*colunas).where(desta).order_by(TransmissaoDB.em, TransmissaoDB.id))
    return [Transmissao(*linha) for linha in linhas]


@transacao()
def trazer_do_futuro(conta: int, agora: datetime) -> None:
    """As da conta num instante que ainda não chegou passam a ser de agora: o relógio estava adiantado, ou voltou.

    Sem isto elas contariam no limite da hora e do dia até o relógio chegar lá, talvez um ano.
    """
    do_futuro = (TransmissaoDB.conta == conta) & (TransmissaoDB.em > agora)
    TransmissaoDB.update(em=agora).where(do_futuro).execute()


@transacao()
def expurgar(antes: datetime) -> None:
    """Esquece as anteriores ao instante: só as últimas 24 h contam no ritmo."""
    TransmissaoDB.delete().where(TransmissaoDB.em < antes).execute()
