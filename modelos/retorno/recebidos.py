"""Os débitos pagos e os avisos que os levaram, para o que se conta do efeito dos avisos (regras.carteira.efeito)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import peewee

from modelos.acesso.conexao import leitura, ler
from modelos.avisos.agradecimentos import AgradecimentoDB
from modelos.avisos.tabelas import AvisoDB, AvisoDebitoDB
from modelos.carteira.debitos import CHAVE, COLUNAS, DebitoDB, de_linha
from modelos.carteira.promessas import PromessaDB
from modelos.retorno.tabelas import RetornoEfeitoDB, RetornoTituloDB
from regras.aviso import Estado
from regras.carteira.efeito import Cobranca, Pagamento
from regras.carteira.promessa import Promessa
from regras.debito import ChaveDebito, Debito
from regras.dinheiro import Centavos
from regras.retorno.titulo import NoDebito

Pago = tuple[Pagamento, Sequence[Cobranca], date | None]
"""Um débito pago, os avisos enviados que o levaram e a data do primeiro aviso do cliente, se teve."""

_ENVIADO = AvisoDB.estado == Estado.ENVIADO
# A baixa por não vir no arquivo do ERP não diz que entrou dinheiro, nem quando.
_PRESUMIDO = DebitoDB.ausente_em.is_null(False) & (DebitoDB.ausente_em == DebitoDB.pago_em)
_PAGO = DebitoDB.baixado_em.is_null(False) | (DebitoDB.pago_em.is_null(False) & ~_PRESUMIDO)
_DO_DEBITO = (
    (AvisoDebitoDB.cliente == DebitoDB.cliente)
    & (AvisoDebitoDB.documento == DebitoDB.documento)
    & (AvisoDebitoDB.parcela == DebitoDB.parcela)
)


@leitura()
def pagos() -> list[Pago]:
    """Todos os débitos pagos que a base conhece; o dia do banco vale mais que o do ERP."""
    primeiros = dict(
        ler(AvisoDB.select(AvisoDB.cliente, peewee.fn.MIN(AvisoDB.data)).where(_ENVIADO).group_by(AvisoDB.cliente))
    )
    valores, cobrancas = _do_banco(), _cobrancas()
    colunas = ("id", "cliente", "vencimento", "valor_centavos", "pago_em", "baixado_em")
    consulta = DebitoDB.select(*(getattr(DebitoDB, nome) for nome in colunas)).where(_PAGO)
    return [
        (
            Pagamento(baixado_em or pago_em, vencimento, valores.get(numero) if baixado_em else None, valor),
            cobrancas.get(numero, ()),
            primeiros.get(cliente),
        )
        for numero, cliente, vencimento, valor, pago_em, baixado_em in ler(consulta)
    ]


def _do_banco() -> dict[int, Centavos]:
    """O que o banco diz que cada débito baixado pagou; de mais de uma baixa, a primeira."""
    colunas = (RetornoEfeitoDB.debito, RetornoTituloDB.valor_pago_centavos, RetornoEfeitoDB.saldo_centavos)
    consulta = (
        RetornoEfeitoDB.select(*colunas)
        .join(RetornoTituloDB, on=RetornoEfeitoDB.titulo == RetornoTituloDB.id)
        .where(RetornoEfeitoDB.tipo == NoDebito.BAIXA)
        .order_by(RetornoEfeitoDB.em.desc(), RetornoEfeitoDB.id.desc())
    )
    return {debito: saldo if pago is None else pago for debito, pago, saldo in ler(consulta)}


def _cobrancas() -> dict[int, tuple[Cobranca, ...]]:
    """Os avisos enviados de cada débito pago."""
    colunas = (DebitoDB.id, AvisoDB.data, AvisoDebitoDB.vencimento, AvisoDebitoDB.saldo_centavos)
    consulta = (
        AvisoDB.select(*colunas)
        .join(AvisoDebitoDB, on=(AvisoDebitoDB.aviso == AvisoDB.id) & (AvisoDebitoDB.versao == AvisoDB.versao))
        .join(DebitoDB, on=_DO_DEBITO)
        .where(_ENVIADO & _PAGO)
        .order_by(DebitoDB.id)
    )
    return {
        numero: tuple(Cobranca(*linha[1:]) for linha in linhas)
        for numero, linhas in groupby(ler(consulta), itemgetter(0))
    }


@leitura()
def a_agradecer(desde: date) -> dict[int, dict[ChaveDebito, Centavos]]:
    """De cada aviso enviado, os débitos que o banco diz pagos e de que ainda não se agradeceu, com o que se pagou.

    O débito é do último aviso que o levou. O alterado no ERP depois da baixa e o que tem outro título a
    conferir não entram: esperam quem decida.

    Args:
        desde: o primeiro dia de pagamento que conta.
    """
    agradecido = AgradecimentoDB.select(AgradecimentoDB.id).where(
        (AgradecimentoDB.cliente == DebitoDB.cliente)
        & (AgradecimentoDB.documento == DebitoDB.documento)
        & (AgradecimentoDB.parcela == DebitoDB.parcela)
    )
    # Estornado depois de pago, por exemplo: há um título dele a conferir.
    outro = RetornoEfeitoDB.alias()
    retido = outro.select(outro.id).where((outro.debito == DebitoDB.id) & (outro.tipo == NoDebito.RETENCAO))
    consulta = (
        DebitoDB.select(*CHAVE, AvisoDB.id, RetornoTituloDB.valor_pago_centavos, RetornoEfeitoDB.saldo_centavos)
        .join(RetornoEfeitoDB, on=(RetornoEfeitoDB.debito == DebitoDB.id) & (RetornoEfeitoDB.tipo == NoDebito.BAIXA))
        .join(RetornoTituloDB, on=RetornoEfeitoDB.titulo == RetornoTituloDB.id)
        .join(AvisoDebitoDB, on=_DO_DEBITO)
        .join(AvisoDB, on=(AvisoDebitoDB.aviso == AvisoDB.id) & (AvisoDebitoDB.versao == AvisoDB.versao))
        .where(
            (DebitoDB.baixado_em >= desde)
            & (RetornoEfeitoDB.vencimento == DebitoDB.vencimento)
            & (RetornoEfeitoDB.valor_centavos == DebitoDB.valor_centavos)
            & _ENVIADO
            & ~peewee.fn.EXISTS(agradecido)
            & ~peewee.fn.EXISTS(retido)
        )
        .order_by(AvisoDB.data, AvisoDB.id, RetornoEfeitoDB.id.desc())
    )
    do_ultimo = {
        (cliente, documento, parcela): (aviso, saldo if pago is None else pago)
        for cliente, documento, parcela, aviso, pago, saldo in ler(consulta)
    }
    por_aviso: dict[int, dict[ChaveDebito, Centavos]] = {}
    for chave, (aviso, pago) in do_ultimo.items():
        por_aviso.setdefault(aviso, {})[chave] = pago
    return por_aviso


@leitura()
def promessas(de: date, ate: date) -> Iterator[tuple[Promessa, list[Debito]]]:
    """As promessas para um dia do período, cada uma com os débitos do cliente."""
    no_periodo = PromessaDB.ate.between(de, ate)
    campos: list[Any] = [
        getattr(PromessaDB, nome) for nome in ("cliente", "ate", "quem", "registrada_em", "encerrada_em")
    ]
    feitas = [Promessa(*linha) for linha in ler(PromessaDB.select(*campos).where(no_periodo).order_by(PromessaDB.id))]
    clientes = PromessaDB.select(PromessaDB.cliente).where(no_periodo)
    consulta = DebitoDB.select(*COLUNAS).where(DebitoDB.cliente.in_(clientes)).order_by(DebitoDB.cliente)
    de_cada: dict[str, list[Debito]] = {}
    for linha in ler(consulta):
        debito = de_linha(linha)
        de_cada.setdefault(debito.cliente, []).append(debito)
    return iter([(promessa, de_cada.get(promessa.cliente, [])) for promessa in feitas])
