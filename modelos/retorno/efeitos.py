"""O efeito dos títulos sobre os débitos: baixas, retenções e títulos que o banco já não recebe (retorno.md, 7 a 11).

A verdade são as linhas de `RetornoEfeitoDB`. O débito traz só o reflexo delas (`baixado_em`, `titulo_baixado`), para
que a seleção o leia sem consulta a mais; `_refletir` o refaz depois de cada mudança, na mesma transação.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

import peewee

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual, leitura, ler, transacao
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.carteira.debitos import CHAVE, EM_ABERTO, SO_NO_BANCO, DebitoDB
from modelos.retorno.tabelas import RetornoContaDB, RetornoDB, RetornoEfeitoDB, RetornoTituloDB
from regras.debito import ChaveDebito
from regras.dinheiro import Centavos
from regras.retorno.arquivo import EstadoDoRetorno, Retencao
from regras.retorno.titulo import NoDebito

_DO_DEBITO = RetornoEfeitoDB.debito == DebitoDB.id
_BAIXADO_EM = RetornoEfeitoDB.select(peewee.fn.MIN(RetornoEfeitoDB.em)).where(
    _DO_DEBITO, RetornoEfeitoDB.tipo == NoDebito.BAIXA
)
_TITULO_BAIXADO = (
    RetornoEfeitoDB.select(RetornoEfeitoDB.titulo_baixado)
    .where(_DO_DEBITO, RetornoEfeitoDB.tipo == NoDebito.SEM_TITULO)
    .order_by(RetornoEfeitoDB.id.desc())
    .limit(1)
)
# Só o débito em aberto interessa aos avisos, e nele `pago_em` é nulo dos dois lados.
_RETEM = (
    (RetornoEfeitoDB.tipo == NoDebito.RETENCAO)
    & _DO_DEBITO
    & (RetornoEfeitoDB.saldo_centavos == DebitoDB.saldo_centavos)
    & RetornoEfeitoDB.pago_em.is_null()
)
_RETIDOS = (
    RetornoEfeitoDB.select(*CHAVE, RetornoTituloDB.motivo, RetornoTituloDB.retorno, RetornoTituloDB.linha)
    .join(DebitoDB, on=_RETEM)
    .join(RetornoTituloDB, on=RetornoEfeitoDB.titulo == RetornoTituloDB.id)
    .where(EM_ABERTO)
    .order_by(RetornoEfeitoDB.id.desc())
)
# Por EXISTS, e não por junção: parte-se dos débitos do cliente, ou dos só no banco, e não de tudo o que já baixou.
_HA_RETIDO = ConsultaPronta(
    lambda cliente: DebitoDB.select(DebitoDB.id).where(
        EM_ABERTO & (DebitoDB.cliente == cliente) & peewee.fn.EXISTS(RetornoEfeitoDB.select().where(_RETEM))
    )
)
_RENEGOCIADO = RetornoEfeitoDB.select().where(
    (RetornoEfeitoDB.tipo == NoDebito.BAIXA)
    & _DO_DEBITO
    & (
        (RetornoEfeitoDB.vencimento != DebitoDB.vencimento)
        | (RetornoEfeitoDB.valor_centavos != DebitoDB.valor_centavos)
    )
)


class DebitoComEfeito(NamedTuple):
    """Do débito, o que fica com o efeito quando ele nasce."""

    id: int
    vencimento: date
    valor_centavos: Centavos
    saldo_centavos: Centavos
    pago_em: date | None
    nosso_numero: str
    linha_digitavel: str


@lru_cache(maxsize=4096)
def em_texto(dia: date | None) -> str | None:
    """A data na forma da base."""
    return None if dia is None else dia.isoformat()


@transacao()
def incluir(novos: Iterable[tuple[int, NoDebito, DebitoComEfeito, date | None]]) -> None:
    """Grava efeitos: o título, o que faz, o débito como está e a data; o reflexo no débito vai junto.

    A baixa é de débito sem outra, e o título que o banco já não recebe é o último: não há o que procurar, e o reflexo
    é o que `refletir` daria.
    """
    colunas = [
        "titulo",
        "tipo",
        "em",
        "debito",
        "vencimento",
        "valor_centavos",
        "saldo_centavos",
        "pago_em",
        "titulo_baixado",
    ]
    linhas = [
        (
            titulo,
            tipo.value,
            em_texto(em),
            numero,
            em_texto(vencimento),
            valor,
            saldo,
            em_texto(pago_em),
            f"{nosso_numero}|{linha}",
        )
        for titulo, tipo, (numero, vencimento, valor, saldo, pago_em, nosso_numero, linha), em in novos
    ]
    RetornoEfeitoDB.incluir_crua(colunas, linhas)
    for tipo, comando, valor in ((NoDebito.BAIXA, _baixar(), 2), (NoDebito.SEM_TITULO, _tirar_titulo(), 8)):
        if reflexos := [(linha[valor], linha[3]) for linha in linhas if linha[1] == tipo.value]:
            dialeto.repetir(atual, comando, reflexos)


@cache
def _baixar() -> str:
    return DebitoDB.update(baixado_em="").where(DebitoDB.id == 0).sql()[0]


@cache
def _tirar_titulo() -> str:
    return DebitoDB.update(titulo_baixado="").where(DebitoDB.id == 0).sql()[0]


@transacao()
def refletir(debitos: peewee.ModelSelect[Any]) -> None:
    """Refaz nos débitos destes números o que os efeitos dizem."""
    DebitoDB.update(baixado_em=_BAIXADO_EM, titulo_baixado=peewee.fn.COALESCE(_TITULO_BAIXADO, peewee.SQL("''"))).where(
        DebitoDB.id.in_(debitos)
    ).execute()


@transacao()
def encerrar_retencoes() -> None:
    """Depois de uma importação: acaba a retenção do débito de que o ERP mudou o saldo ou o pagamento (regra 8)."""
    vazio = peewee.SQL("''")
    pago = [peewee.fn.COALESCE(coluna, vazio) for coluna in (RetornoEfeitoDB.pago_em, DebitoDB.pago_em)]
    mudou = (RetornoEfeitoDB.saldo_centavos != DebitoDB.saldo_centavos) | (pago[0] != pago[1])
    mudados = DebitoDB.select(DebitoDB.id).where(_DO_DEBITO & mudou)
    RetornoEfeitoDB.delete().where((RetornoEfeitoDB.tipo == NoDebito.RETENCAO) & peewee.fn.EXISTS(mudados)).execute()


@leitura()
def retidos() -> dict[ChaveDebito, Retencao]:
    """Os débitos em aberto que esperam uma decisão, e por que; havendo mais de um título, vale o primeiro."""
    return {linha[:3]: Retencao(*linha[3:]) for linha in ler(_RETIDOS)}


@leitura()
def retidos_de(cliente: str) -> dict[ChaveDebito, Retencao]:
    """Os de um cliente; quase sempre nenhum, e isso se sabe pelo índice."""
    if not _HA_RETIDO.ler_cru(cliente):
        return {}
    return {linha[:3]: Retencao(*linha[3:]) for linha in ler(_RETIDOS.where(DebitoDB.cliente == cliente))}


@leitura()
def renegociados() -> list[ChaveDebito]:
    """Os que o banco diz pagos e o ERP, em aberto com outro vencimento ou valor que os da baixa (regra 7)."""
    consulta = DebitoDB.select(*CHAVE).where(SO_NO_BANCO & peewee.fn.EXISTS(_RENEGOCIADO))
    return sorted(ler(consulta))


@leitura()
def ultimas_geracoes() -> dict[str, date]:
    """De cada conta de cobrança com retorno lido, a última geração."""
    consulta = (
        RetornoContaDB.select(RetornoContaDB.conta, peewee.fn.MAX(RetornoContaDB.data_geracao))
        .join(RetornoDB)
        .where(RetornoDB.estado == EstadoDoRetorno.LIDO, RetornoContaDB.data_geracao.is_null(False))
        .group_by(RetornoContaDB.conta)
    )
    return {
        conta: geracao if isinstance(geracao, date) else date.fromisoformat(geracao) for conta, geracao in ler(consulta)
    }
