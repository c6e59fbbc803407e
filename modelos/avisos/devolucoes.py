"""As devoluções lidas: de que aviso falam, o que disseram e que endereço marcaram (email.md §7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from modelos.avisos.devolvidos import DevolvidoDB, marcar
from modelos.avisos.tabelas import AvisoDB, AvisoMensagemDB, EntregaDB, TentativaDB
from regras.aviso import e_envid
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
        message_id: o da nossa mensagem, quando ela o cita.
        provada: cita, inteiro, o Message-ID ou o ENVID do aviso: o servidor aceitou a mensagem.
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
    provada: bool
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
    """O aviso de que uma devolução fala; `provada` quando ela cita o que só quem o recebeu, ou o levou, conhece."""

    aviso: int
    message_id: str | None = None
    provada: bool = False


@transacao()
def registrar(recebidas: Sequence[Recebida], em: datetime) -> list[DevolucaoLida]:
    """Liga cada devolução ao aviso de que ela fala, guarda-a e marca os endereços que a regra manda.

    Só a que cita, inteiro, um Message-ID ou ENVID nosso prova algo e marca (regras.md §6.1); a que só acerta a chave
    do aviso ou o endereço de um cliente é guardada para o operador ver. A que não fala de nada nosso é ignorada, e a
    já lida não conta de novo.

    Args:
        recebidas: na ordem em que chegaram.
        em: instante da leitura, em UTC.

    Returns:
        As que entraram agora.
    """
    citados = [_procurar(recebida.notificacao) for recebida in recebidas]
    soltas = (recebida for recebida, citado in zip(recebidas, citados, strict=True) if citado is None)
    ultimos = _ultimos_avisos({
        email for recebida in soltas for item in recebida.notificacao.devolucoes for email in item.enderecos
    })  # fmt: skip
    novas = [
        numero
        for recebida, citado in zip(recebidas, citados, strict=True)
        for item in recebida.notificacao.devolucoes
        if (de := citado or _pelo_endereco(item, ultimos)) and (numero := _incluir(de, recebida, item, em))
    ]
    return _ler_as((DevolucaoDB.id.in_(novas),)) if novas else []


def _procurar(notificacao: Notificacao) -> _Citado | None:
    """O aviso que a devolução cita, pelo Message-ID, pelo ENVID ou, sem provar nada, pela chave."""
    for tabela in (AvisoMensagemDB, TentativaDB):  # a mensagem de um aviso refeito do diário só está nas tentativas
        consulta = tabela.select(tabela.aviso, tabela.message_id).order_by(tabela.id.desc())
        if linha := ler_uma(consulta.where(tabela.message_id.in_(notificacao.message_ids))):
            return _Citado(linha[0], linha[1], provada=True)
        for envid in filter(e_envid, notificacao.envids):
            if linha := ler_uma(consulta.where(tabela.message_id.between(f"<{envid}", f"<{envid}~"))):
                return _Citado(linha[0], provada=True)
    pela_chave = AvisoDB.select(AvisoDB.id).where(AvisoDB.chave.in_(notificacao.envids)).order_by(AvisoDB.id.desc())
    linha = ler_uma(pela_chave)
    return _Citado(*linha) if linha else None


def _ultimos_avisos(emails: Collection[str]) -> dict[str, int]:
    """O último aviso que foi a cada endereço; quem nunca recebeu um fica de fora."""
    ultimo = peewee.fn.MAX(EntregaDB.aviso)
    consulta = EntregaDB.select(EntregaDB.email, ultimo).where(EntregaDB.email.in_(emails)).group_by(EntregaDB.email)
    return dict(ler(consulta)) if emails else {}


def _pelo_endereco(devolucao: Devolucao, ultimos: Mapping[str, int]) -> _Citado | None:
    aviso = next((ultimos[email] for email in devolucao.enderecos if email in ultimos), None)
    return _Citado(aviso) if aviso is not None else None


def _destinatarios(aviso: int) -> frozenset[str]:
    listas = (
        *ler(AvisoMensagemDB.select(AvisoMensagemDB.destinatarios).where(AvisoMensagemDB.aviso == aviso)),
        *ler(AvisoDB.select(AvisoDB.destinatarios).where(AvisoDB.id == aviso)),
    )
    return frozenset(email.lower() for (emails,) in listas for email in emails)


def _incluir(citado: _Citado, recebida: Recebida, devolucao: Devolucao, em: datetime) -> int | None:
    """Guarda o que foi dito de um destinatário e devolve o número da linha; None se já estava."""
    nossos = _destinatarios(citado.aviso)
    nosso = next((email for email in devolucao.enderecos if email in nossos), None)
    email = nosso or devolucao.enderecos[-1]
    if ler(
        DevolucaoDB.select(DevolucaoDB.id).where((DevolucaoDB.soma == recebida.soma) & (DevolucaoDB.email == email))
    ):
        return None
    # Quem conhece o Message-ID do próprio aviso não marca por ele o endereço de outro cliente.
    marcou = citado.provada and nosso is not None and deve_marcar(devolucao)
    numero: int = DevolucaoDB.insert(
        aviso=citado.aviso,
        email=email,
        acao=devolucao.acao,
        status=devolucao.status,
        diagnostico=devolucao.diagnostico,
        servidor=recebida.notificacao.servidor,
        message_id=citado.message_id,
        provada=citado.provada,
        em=recebida.em,
        lida_em=em,
        soma=recebida.soma,
        marcou=marcou,
    ).execute()
    if marcou:
        marcar(email, f"a mensagem voltou: {devolucao.diagnostico or devolucao.status}", recebida.em)
    return numero


@leitura()
def do_aviso(numero: int) -> list[DevolucaoLida]:
    """As de um aviso, na ordem em que chegaram."""
    return _ler_as((DevolucaoDB.aviso == numero,))


@leitura()
def que_marcaram() -> dict[str, DevolucaoLida]:
    """De cada endereço marcado por uma devolução, qual foi."""
    vigentes = DevolvidoDB.select().where((DevolvidoDB.email == DevolucaoDB.email) & (DevolvidoDB.em == DevolucaoDB.em))
    return {lida.email: lida for lida in _ler_as((DevolucaoDB.marcou, peewee.fn.EXISTS(vigentes)))}


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
