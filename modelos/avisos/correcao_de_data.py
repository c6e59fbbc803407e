"""Dar como feitos hoje os fechamentos e avisos de um relógio que estava adiantado (regras.md §2.12).

A data do fechamento errado fica em `data_original`, e a chave não muda: por ela o Message-ID é o que o cliente recebeu,
e o diário de envios reconhece o aviso. Se a base voltar a uma cópia de antes, a correção se faz de novo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import peewee

from modelos.acesso.conexao import leitura, ler, ler_uma, transacao
from modelos.avisos import caixa_de_saida
from modelos.avisos.fechamentos import FechamentoDB
from modelos.avisos.leitura import COM_PENDENTES
from modelos.avisos.tabelas import AvisoDB
from modelos.carteira import carteira_mensal
from regras.aviso import EM_ABERTO
from regras.cancelamento import Causa
from regras.carteira.evolucao import mes_a_gravar


@dataclass(frozen=True, slots=True)
class AFrente:
    """O que tem data à frente do relógio: quantos fechamentos e avisos, e entre que datas."""

    fechamentos: int
    avisos: int
    de: date
    ate: date


@leitura()
def ultima_data() -> date | None:
    """A maior data de fechamento ou de aviso: o fechamento só anda para a frente dela."""
    datas = [ler_uma(tabela.select(peewee.fn.MAX(tabela.data))) for tabela in (FechamentoDB, AvisoDB)]
    return max((linha[0] for linha in datas if linha is not None and linha[0] is not None), default=None)


@leitura()
def a_frente(relogio: date) -> AFrente | None:
    """O que há com data depois deste dia, ou None."""
    contas = [
        ler_uma(
            tabela.select(peewee.fn.COUNT(tabela.id), peewee.fn.MIN(tabela.data), peewee.fn.MAX(tabela.data)).where(
                tabela.data > relogio
            )
        )
        or (0, None, None)
        for tabela in (FechamentoDB, AvisoDB)
    ]
    datas = [data for _, *pontas in contas for data in pontas if data is not None]
    (fechamentos, *_), (avisos, *_) = contas
    return AFrente(fechamentos, avisos, min(datas), max(datas)) if datas else None


@transacao()
def corrigir(relogio: date, em: datetime) -> list[int]:
    """Traz para este dia tudo o que tem data depois dele, e devolve os números dos avisos.

    O que ainda não saiu é cancelado, para ser refeito com as contas da data certa; de quem faltava receber desiste-se.
    """
    _refazer_carteiras(relogio, em)
    a_frente_do_relogio = AvisoDB.data > relogio
    abertos = AvisoDB.select(AvisoDB.id, AvisoDB.estado).where(
        a_frente_do_relogio & AvisoDB.estado.in_(list(EM_ABERTO))
    )
    for numero, estado in ler(abertos):
        caixa_de_saida.cancelar(numero, estado, {}, em, das_outras=Causa.DATA_CORRIGIDA)
    for (numero,) in ler(AvisoDB.select(AvisoDB.id).where(a_frente_do_relogio & COM_PENDENTES)):
        caixa_de_saida.desistir_dos_pendentes(numero, "a data do fechamento foi corrigida", em)
    numeros = [numero for (numero,) in ler(AvisoDB.select(AvisoDB.id).where(a_frente_do_relogio))]
    for tabela in (AvisoDB, FechamentoDB):
        original = peewee.fn.COALESCE(tabela.data_original, tabela.data)
        tabela.update(data_original=original, data=relogio).where(tabela.data > relogio).execute()
    return numeros


def _refazer_carteiras(relogio: date, em: datetime) -> None:
    """O mês que o fechamento adiantado deu por encerrado ainda não acabou; o que acabou de fato é retratado."""
    carteira_mensal.esquecer_depois(relogio)
    certos = FechamentoDB.select(peewee.fn.MAX(FechamentoDB.data)).where(FechamentoDB.data <= relogio)
    (anterior,) = ler_uma(certos) or (None,)
    if mes := mes_a_gravar(relogio, anterior):
        carteira_mensal.retratar(mes, relogio, em)
