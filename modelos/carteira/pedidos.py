"""Pedidos de venda: a guia Pedidos mostra os que ainda estão em aberto."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

import peewee

from modelos.acesso.campos import CentavosField, NomeField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta import Consulta, Pagina, paginar, texto_de_busca
from modelos.cadastro.clientes import ClienteDB
from regras.carteira.pedido import Pedido
from regras.erros import DadoInvalido


class PedidoDB(Tabela):
    """Um pedido; `em_aberto` vem de `Pedido.esta_em_aberto` ao gravar."""

    na_base = "pedidos"
    rotulo = ("pedido", "pedidos")

    numero = NomeField(primary_key=True)
    cliente = peewee.ForeignKeyField(ClienteDB, column_name="cliente", on_delete="RESTRICT", on_update="CASCADE")
    data = peewee.DateField()
    valor_centavos = CentavosField()
    situacao = peewee.TextField()
    em_aberto = peewee.BooleanField()
    busca = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = ((("em_aberto", "data"), False),)


_COLUNAS = [getattr(PedidoDB, campo.name) for campo in fields(Pedido)]
_ORDENS = {
    "": (PedidoDB.data, PedidoDB.numero),
    "data": (PedidoDB.data, PedidoDB.numero),
    "numero": (PedidoDB.numero,),
    "cliente": (PedidoDB.cliente, PedidoDB.numero),
    "valor": (PedidoDB.valor_centavos, PedidoDB.numero),
    "situacao": (PedidoDB.situacao, PedidoDB.numero),
}


@leitura()
def obter(numero: str) -> Pedido | None:
    """O pedido do número, ou None."""
    linha = ler_uma(PedidoDB.select(*_COLUNAS).where(PedidoDB.numero == numero))
    return None if linha is None else Pedido(*linha)


@leitura()
def abertos() -> list[Pedido]:
    """Os que ainda esperam faturamento, do mais antigo ao mais novo."""
    linhas = PedidoDB.select(*_COLUNAS).where(PedidoDB.em_aberto).order_by(PedidoDB.data, PedidoDB.numero)
    return [Pedido(*linha) for linha in ler(linhas)]


@leitura()
def contar_abertos() -> int:
    """Quantos ainda esperam faturamento."""
    return PedidoDB.select().where(PedidoDB.em_aberto).count()


@leitura()
def pagina(consulta: Consulta) -> Pagina[Pedido]:
    """Uma página de pedidos; a busca vale também para o cliente. Filtros: `cliente`, `em_aberto` (S ou N)."""
    linhas = PedidoDB.select(*_COLUNAS).join(ClienteDB)
    if cliente := consulta.filtros.get("cliente"):
        linhas = linhas.where(PedidoDB.cliente == cliente)
    if em_aberto := consulta.filtros.get("em_aberto"):
        linhas = linhas.where(PedidoDB.em_aberto == (em_aberto == "S"))
    return paginar(linhas, consulta, _ORDENS, lambda linha: Pedido(*linha), [PedidoDB.busca, ClienteDB.busca])


@transacao()
def gravar(pedido: Pedido) -> None:
    """Inclui ou altera pelo número.

    Raises:
        DadoInvalido: o cliente não está cadastrado.
    """
    gravar_varios([pedido])


@transacao()
def gravar_varios(pedidos: Sequence[Pedido]) -> None:
    """Inclui ou altera muitos de uma vez.

    Raises:
        DadoInvalido: algum cliente não está cadastrado; nada é gravado.
    """
    try:
        PedidoDB.sobrepor([em_linha(pedido) for pedido in pedidos], [PedidoDB.numero])
    except peewee.IntegrityError as erro:
        raise DadoInvalido("pedido", "o cliente não está cadastrado", _codigos(pedidos)) from erro


@transacao()
def excluir(numero: str) -> None:
    """Exclui; o que não existe já está excluído."""
    PedidoDB.delete().where(PedidoDB.numero == numero).execute()


def em_linha(pedido: Pedido) -> dict[str, Any]:
    """As colunas de um pedido, com as que se derivam dele."""
    busca = texto_de_busca(pedido.numero, pedido.situacao)
    return {**asdict(pedido), "em_aberto": pedido.esta_em_aberto(), "busca": busca}


def _codigos(pedidos: Iterable[Pedido]) -> str:
    return ", ".join(sorted({pedido.cliente for pedido in pedidos})[:5])
