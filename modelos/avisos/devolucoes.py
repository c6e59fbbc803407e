"""As devoluções lidas: de que aviso falam, o que disseram e que endereço marcaram (email.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

import peewee

from modelos.acesso.conexao import (
    leitura,
    ler,
    ler_uma,
    transacao,
)
from modelos.avisos.devolucoes_tabelas import DevolucaoDB
from modelos.avisos.devolvidos import marcar
from modelos.avisos.tabelas import AvisoDB, AvisoMensagemDB
from regras.devolucao import Acao, Devolucao, Notificacao, deve_marcar

_MAIS_RECENTES = 500


@dataclass(frozen=True, slots=True)
class Recebida:
    """Uma mensagem de devolução como saiu da caixa; `soma` a identifica, `em` é quando chegou, em UTC."""

    notificacao: Notificacao
    soma: str
    em: datetime


@dataclass(frozen=True, slots=True)
class DevolucaoLida:
    """O que se gravou de uma devolução, com o aviso de que ela fala. Instantes em UTC.

    Atributos:
        message_id: o da nossa mensagem, quando ela o cita: prova que o servidor a aceitou.
        marcou: o endereço deixou de receber por causa dela.
    """

    aviso: int
    data: date
    cliente: str
    cliente_nome: str
    email: str
    acao: Acao
    status: str
    diagnostico: str
    servidor: str
    message_id: str | None
    em: datetime
    lida_em: datetime
    marcou: bool


_DO_AVISO = {
    "aviso": AvisoDB.id,
    "data": AvisoDB.data,
    "cliente": AvisoDB.cliente,
    "cliente_nome": AvisoDB.cliente_nome,
}
_COLUNAS = [_DO_AVISO.get(campo.name) or getattr(DevolucaoDB, campo.name) for campo in fields(DevolucaoLida)]


@dataclass(frozen=True, slots=True)
class _Citado:
    aviso: int
    message_id: str | None
    destinatarios: frozenset[str]


@transacao()
def registrar(recebidas: Sequence[Recebida], em: datetime) -> list[DevolucaoLida]:
    """Liga cada devolução ao aviso que ela cita, guarda-a e marca os endereços que a regra manda.

    A que não cita nada que enviamos é ignorada, e a já lida não conta de novo.

    Args:
        recebidas: na ordem em que chegaram.
        em: instante da leitura, em UTC.

    Returns:
        As que entraram agora.
    """
    novas: list[int] = []
    for recebida in recebidas:
        citado = _procurar(recebida.notificacao)
        if citado is not None:
            novas += (
                numero for item in recebida.notificacao.devolucoes if (numero := _incluir(citado, recebida, item, em))
            )
    return _ler_as((DevolucaoDB.id.in_(novas),)) if novas else []


def _procurar(notificacao: Notificacao) -> _Citado | None:
    """O aviso que a devolução cita, pelo Message-ID ou pela chave."""
    linha = ler_uma(
        AvisoMensagemDB.select(AvisoMensagemDB.aviso, AvisoMensagemDB.message_id)
        .where(AvisoMensagemDB.message_id.in_(notificacao.message_ids))
        .order_by(AvisoMensagemDB.id.desc())
    ) or ler_uma(
        AvisoDB.select(AvisoDB.id, peewee.Value(None))
        .where(AvisoDB.chave.in_(notificacao.chaves))
        .order_by(AvisoDB.id.desc())
    )
    if linha is None:
        return None
    numero, message_id = linha
    listas = (
        *ler(AvisoMensagemDB.select(AvisoMensagemDB.destinatarios).where(AvisoMensagemDB.aviso == numero)),
        *ler(AvisoDB.select(AvisoDB.destinatarios).where(AvisoDB.id == numero)),
    )
    return _Citado(numero, message_id, frozenset(email.lower() for (emails,) in listas for email in emails))


def _incluir(citado: _Citado, recebida: Recebida, devolucao: Devolucao, em: datetime) -> int | None:
    """Guarda o que foi dito de um destinatário e devolve o número da linha; None se não vale ou já estava."""
    nosso = next((email for email in devolucao.enderecos if email in citado.destinatarios), None)
    if nosso is None and citado.message_id is None:
        # A chave se adivinha; sem o Message-ID nem um destinatário nosso, nada prova que a mensagem foi nossa.
        return None
    email = nosso or devolucao.enderecos[-1]
    if ler(
        DevolucaoDB.select(DevolucaoDB.id).where((DevolucaoDB.soma == recebida.soma) & (DevolucaoDB.email == email))
    ):
        return None
    marcou = nosso is not None and deve_marcar(devolucao, _outras(email, citado.aviso))
    numero: int = DevolucaoDB.insert(
        aviso=citado.aviso,
        email=email,
        acao=devolucao.acao,
        status=devolucao.status,
        diagnostico=devolucao.diagnostico,
        servidor=recebida.notificacao.servidor,
        message_id=citado.message_id,
        em=recebida.em,
        lida_em=em,
        soma=recebida.soma,
        marcou=marcou,
        conta_para_marcar=nosso is not None,
    ).execute()
    if marcou:
        marcar(email, f"a mensagem voltou: {devolucao.diagnostico or devolucao.status}", recebida.em)
    return numero


def _outras(email: str, aviso: int) -> int:
    """Em quantos outros avisos o endereço já falhou de vez, desde que a marca foi limpa."""
    desta = (
        (DevolucaoDB.email == email)
        & (DevolucaoDB.acao == Acao.FALHOU)
        & DevolucaoDB.status.startswith("5.")
        & DevolucaoDB.conta_para_marcar
        & (DevolucaoDB.aviso != aviso)
    )
    return DevolucaoDB.select(DevolucaoDB.aviso).where(desta).distinct().count()


@leitura()
def do_aviso(numero: int) -> list[DevolucaoLida]:
    """As de um aviso, na ordem em que chegaram."""
    return _ler_as((DevolucaoDB.aviso == numero,))


@leitura()
def que_marcaram() -> dict[str, DevolucaoLida]:
    """De cada endereço, a devolução mais recente que o marcou."""
    return {lida.email: lida for lida in _ler_as((DevolucaoDB.marcou, DevolucaoDB.conta_para_marcar))}


@leitura()
def recentes() -> list[DevolucaoLida]:
    """As últimas recebidas, a mais nova primeiro; no máximo 500."""
    return _ler_as((), decrescente=True, quantas=_MAIS_RECENTES)


def _ler_as(
    condicoes: Sequence[object], *, decrescente: bool = False, quantas: int | None = None
) -> list[DevolucaoLida]:
    linhas = DevolucaoDB.select(*_COLUNAS).join(AvisoDB, on=DevolucaoDB.aviso == AvisoDB.id)
    for condicao in condicoes:
        linhas = linhas.where(condicao)
    ordem = (DevolucaoDB.em, DevolucaoDB.id)
    linhas = linhas.order_by(*(coluna.desc() for coluna in ordem) if decrescente else ordem).limit(quantas)
    return [DevolucaoLida(*linha) for linha in ler(linhas)]
