"""As promessas de pagamento de cada cliente, da primeira à que vale hoje, e a lista das não cumpridas.

A que vale é a data do cadastro do cliente, que a tela e a importação trocam; aqui fica a história dela.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta import Consulta, Pagina, paginar
from modelos.cadastro.clientes import ClienteDB
from modelos.carteira.debitos import EM_ABERTO, DebitoDB
from regras.carteira.promessa import Promessa, conferir
from regras.dinheiro import Centavos

_VAZIO = ""


class PromessaDB(Tabela):
    """Uma promessa; sem `encerrada_em`, é a do cadastro do cliente."""

    na_base = "promessas"

    id = peewee.AutoField()
    cliente = peewee.ForeignKeyField(
        ClienteDB,
        column_name="cliente",
        object_id_name="cliente_codigo",
        index=False,
        on_delete="CASCADE",
        on_update="CASCADE",
    )
    ate = peewee.DateField()
    quem = peewee.TextField()
    registrada_em = DataHoraField(null=True)
    encerrada_em = DataHoraField(null=True)

    class Meta:
        """Índices."""

        indexes = ((("cliente", "id"), False),)


@dataclass(frozen=True, slots=True)
class Prometido:
    """Um cliente que prometeu, e o que ele deve do que vence até o dia prometido.

    Atributos:
        cliente: código.
        nome: do cliente.
        ate: o dia prometido.
        quem: quem prometeu; vazio se não se sabe.
        registrada_em: em UTC; None se não se sabe.
        debitos: quantos em aberto.
        saldo_centavos: soma dos saldos.
        divida_centavos: tudo o que ele deve hoje, vença quando vencer.
    """

    cliente: str
    nome: str
    ate: date
    quem: str
    registrada_em: datetime | None
    debitos: int
    saldo_centavos: Centavos
    divida_centavos: Centavos = 0


_COLUNAS = [getattr(PromessaDB, campo.name) for campo in fields(Promessa)]
_DO_PROMETIDO = EM_ABERTO & (DebitoDB.cliente == ClienteDB.codigo) & (DebitoDB.vencimento <= ClienteDB.promessa_ate)
_DEBITOS = DebitoDB.select(peewee.fn.COUNT(DebitoDB.id)).where(_DO_PROMETIDO)
_SALDO = DebitoDB.select(peewee.fn.COALESCE(peewee.fn.SUM(DebitoDB.saldo_centavos), 0)).where(_DO_PROMETIDO)
_DIVIDA = DebitoDB.select(peewee.fn.COALESCE(peewee.fn.SUM(DebitoDB.saldo_centavos), 0)).where(
    EM_ABERTO & (DebitoDB.cliente == ClienteDB.codigo)
)
_ATUAL = PromessaDB.encerrada_em.is_null() & (PromessaDB.ate == ClienteDB.promessa_ate)
_ORDENS: Mapping[str, Sequence[Any]] = {
    "": (ClienteDB.promessa_ate, ClienteDB.codigo),
    "ate": (ClienteDB.promessa_ate, ClienteDB.codigo),
    "nome": (ClienteDB.busca, ClienteDB.codigo),
    "codigo": (ClienteDB.codigo,),
    "quem": (PromessaDB.quem, ClienteDB.codigo),
    "registrada_em": (PromessaDB.registrada_em, ClienteDB.codigo),
    "debitos": (peewee.SQL("debitos_do_prometido"), ClienteDB.codigo),
    "divida": (peewee.SQL("divida_do_cliente"), ClienteDB.codigo),
    "saldo": (peewee.SQL("saldo_do_prometido"), ClienteDB.codigo),
}


@leitura()
def pagina(consulta: Consulta) -> Pagina[Prometido]:
    """Uma página de quem prometeu, pela promessa do cadastro.

    Filtros, um dos dois: `nao_cumpridas` (AAAA-MM-DD, a data em que se olha: o dia passou e ainda deve) e `vigentes`
    (idem: o dia não passou).
    """
    linhas = (
        ClienteDB.select(
            ClienteDB.codigo,
            ClienteDB.nome,
            ClienteDB.promessa_ate,
            peewee.fn.COALESCE(PromessaDB.quem, _VAZIO),
            PromessaDB.registrada_em,
            _DEBITOS.alias("debitos_do_prometido"),
            _SALDO.alias("saldo_do_prometido"),
            _DIVIDA.alias("divida_do_cliente"),
        )
        .join(PromessaDB, peewee.JOIN.LEFT_OUTER, on=(PromessaDB.cliente == ClienteDB.codigo) & _ATUAL)
        .where(ClienteDB.promessa_ate.is_null(False))
    )
    if hoje := consulta.filtros.get("nao_cumpridas"):
        linhas = linhas.where(_nao_cumprida(date.fromisoformat(hoje)))
    if hoje := consulta.filtros.get("vigentes"):
        linhas = linhas.where(ClienteDB.promessa_ate >= date.fromisoformat(hoje))
    return paginar(linhas, consulta, _ORDENS, lambda linha: Prometido(*linha), [ClienteDB.busca, PromessaDB.quem])


@leitura()
def somar_nao_cumpridas(hoje: date) -> tuple[int, Centavos]:
    """Quantos clientes prometeram pagar até um dia já passado e ainda devem o prometido, e quanto."""
    linhas = ClienteDB.select(peewee.fn.COUNT(ClienteDB.codigo), peewee.fn.SUM(_SALDO)).where(_nao_cumprida(hoje))
    ((quantos, saldo),) = ler(linhas)
    return int(quantos), int(saldo or 0)


@leitura()
def do_cliente(codigo: str) -> list[Promessa]:
    """As promessas do cliente, da mais nova à mais antiga."""
    linhas = PromessaDB.select(*_COLUNAS).where(PromessaDB.cliente == codigo).order_by(PromessaDB.id.desc())
    return [Promessa(*linha) for linha in ler(linhas)]


@transacao()
def registrar(cliente: str, ate: date | None, quem: str, em: datetime) -> None:
    """Guarda o que o operador disse da promessa do cliente, que já está no cadastro dele.

    A mesma data com outro nome só acerta o nome; outra data encerra a anterior; sem data, só encerra.

    Args:
        cliente: código.
        ate: a data do cadastro; None é sem promessa.
        quem: quem prometeu.
        em: instante em UTC.

    Raises:
        DadoInvalido: `quem` não passa em `regras.carteira.promessa.conferir`.
    """
    quem = quem.strip()
    abertas = PromessaDB.select(PromessaDB.id, PromessaDB.ate, PromessaDB.quem).where(
        (PromessaDB.cliente == cliente) & PromessaDB.encerrada_em.is_null()
    )
    atual = ler_uma(abertas.order_by(PromessaDB.id.desc()))
    if atual is not None and atual[1] == ate:
        if quem != atual[2]:
            conferir(Promessa(cliente, atual[1], quem))
            PromessaDB.update(quem=quem).where(PromessaDB.id == atual[0]).execute()
        return
    if atual is not None:
        PromessaDB.update(encerrada_em=em).where(PromessaDB.id == atual[0]).execute()
    if ate is not None:
        nova = Promessa(cliente, ate, quem, em)
        conferir(nova)
        PromessaDB.incluir([{nome: getattr(nova, nome) for nome in ("cliente", "ate", "quem", "registrada_em")}])


@transacao()
def acompanhar_cadastro(em: datetime) -> None:
    """Depois de uma importação: encerra as promessas que saíram do cadastro e guarda as que entraram.

    Args:
        em: instante em UTC.
    """
    no_cadastro = ClienteDB.select(ClienteDB.codigo).where((ClienteDB.codigo == PromessaDB.cliente) & _ATUAL)
    sairam = PromessaDB.encerrada_em.is_null() & ~peewee.fn.EXISTS(no_cadastro)
    PromessaDB.update(encerrada_em=em).where(sairam).execute()
    guardadas = PromessaDB.select(PromessaDB.id).where((PromessaDB.cliente == ClienteDB.codigo) & _ATUAL)
    novas = ClienteDB.select(ClienteDB.codigo, ClienteDB.promessa_ate).where(
        ClienteDB.promessa_ate.is_null(False) & ~peewee.fn.EXISTS(guardadas)
    )
    PromessaDB.incluir(
        [{"cliente": codigo, "ate": ate, "quem": _VAZIO, "registrada_em": em} for codigo, ate in ler(novas)]
    )


def _nao_cumprida(hoje: date) -> peewee.Expression:
    return (ClienteDB.promessa_ate < hoje) & peewee.fn.EXISTS(DebitoDB.select(DebitoDB.id).where(_DO_PROMETIDO))
