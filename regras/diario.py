"""O diário de envios: o que cada linha diz, no que um aviso ficou por elas, e o que a base não sabe (regras.md §6.6).

Puro: o arquivo é de `envio.diario`, e refazer na base é de `modelos.avisos.avisos_refeitos`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum

from regras.aviso import CONTAM, EM_ABERTO, Aviso, DebitoAvisado, Estado


class Etapa(StrEnum):
    """O que aconteceu."""

    TRANSMITINDO = "transmitindo"
    DESFECHO = "desfecho"
    DECISAO = "decisao"


INTERROMPIDO = "o programa foi encerrado antes da resposta do servidor; a mensagem pode ter sido aceita"
"""Motivo do aviso *em dúvida* por morte do programa."""


@dataclass(frozen=True, slots=True)
class Anotacao:
    """Uma linha do diário: o que basta para refazer o aviso numa base que não o tem. Instantes em UTC.

    Atributos:
        versao: a da mensagem, que cresce quando o conteúdo muda.
        destinatarios: os desta mensagem.
        complemento: é a mensagem feita só para os destinatários que faltavam (regras.md §3.6).
        estado: em que o aviso fica por esta linha; *em dúvida* enquanto transmite.
        pendentes: os destinatários do aviso que, depois disto, ainda faltam.
        recusados: os do aviso recusados de vez, depois disto.
        devolvidos: pares (endereço, motivo) que deixam de receber.
    """

    etapa: Etapa
    em: datetime
    chave: str
    data: date
    cliente: str
    cliente_nome: str
    criado_em: datetime
    versao: int
    message_id: str
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoAvisado, ...]
    complemento: bool = False
    estado: Estado = Estado.EM_DUVIDA
    codigo: int = 0
    resposta: str = ""
    servidor: str = ""
    motivo: str = ""
    pendentes: tuple[str, ...] = ()
    recusados: tuple[str, ...] = ()
    devolvidos: tuple[tuple[str, str], ...] = ()

    def e_de_reenvio(self) -> bool:
        """Diz se é de um reenvio pedido pelo operador: dos complementos, só ele leva motivo."""
        return self.complemento and bool(self.motivo)


@dataclass(frozen=True, slots=True)
class Anotado:
    """Como um aviso ficou por todas as suas linhas.

    Atributos:
        principal: a última linha da mensagem a todos, com os que faltam e os recusados atualizados; só se as
            linhas lidas falam todas da complementar é a última delas.
        tentativas: quantas mensagens foram transmitidas por ele.
        devolvidos: todos os endereços devolvidos nas suas linhas.
        reenvios: as linhas dos reenvios pedidos pelo operador, na ordem.
        sem_desfecho: os destinatários da última mensagem complementar, se o diário acaba sem dizer no que ela deu.
    """

    principal: Anotacao
    tentativas: int
    devolvidos: tuple[tuple[str, str], ...] = ()
    reenvios: tuple[Anotacao, ...] = ()
    sem_desfecho: tuple[str, ...] = ()


class Falta(Enum):
    """O que a base não sabe de um aviso do diário."""

    NADA = "nada"
    EVENTO = "evento"
    AVISO = "aviso"


def resumir(anotacoes: Iterable[Anotacao]) -> dict[tuple[str, date], Anotado]:
    """Junta as linhas de cada aviso, na ordem em que foram escritas; há um por cliente e data."""
    resumo: dict[tuple[str, date], Anotado] = {}
    for anotacao in anotacoes:
        aviso = (anotacao.cliente, anotacao.data)
        resumo[aviso] = _juntar(resumo.get(aviso), anotacao)
    return resumo


def _juntar(anterior: Anotado | None, nova: Anotacao) -> Anotado:
    tentativas = (anterior.tentativas if anterior else 0) + (nova.etapa is Etapa.TRANSMITINDO)
    devolvidos = (*(anterior.devolvidos if anterior else ()), *nova.devolvidos)
    reenvios = (*(anterior.reenvios if anterior else ()), *((nova,) if nova.e_de_reenvio() else ()))
    sem_desfecho = nova.destinatarios if nova.complemento and nova.etapa is Etapa.TRANSMITINDO else ()
    if anterior is None or not nova.complemento:
        return Anotado(nova, tentativas, devolvidos, reenvios, sem_desfecho)
    # A mensagem complementar não muda o que foi aceito, só quem ainda falta (regras.md §3.6).
    atualizada = replace(anterior.principal, pendentes=nova.pendentes, recusados=nova.recusados)
    return Anotado(atualizada, tentativas, devolvidos, reenvios, sem_desfecho)


_AINDA_SEM_DESFECHO = EM_ABERTO | {Estado.ENVIANDO}
_AVANCAM: dict[Estado, frozenset[Estado]] = {
    Estado.EM_DUVIDA: _AINDA_SEM_DESFECHO | {Estado.CANCELADO},
    Estado.ENVIADO: _AINDA_SEM_DESFECHO | {Estado.EM_DUVIDA, Estado.CANCELADO},
    Estado.RECUSADO: _AINDA_SEM_DESFECHO,
    Estado.ADIADO: frozenset({Estado.PENDENTE, Estado.ENVIANDO}),
    Estado.PENDENTE: frozenset({Estado.EM_DUVIDA}),
}
"""Estado do diário → estados da base que são anteriores a ele, e que ele corrige."""


def comparar(anotado: Anotado, gravado: Aviso | None) -> Falta:
    """Diz o que a base não tem: o aviso inteiro, um evento dele, ou nada.

    Args:
        anotado: como o diário diz que ficou.
        gravado: como a base diz; None se ela não tem o aviso.
    """
    if gravado is None:
        return Falta.AVISO
    diario = anotado.principal
    if gravado.estado is not diario.estado:
        return Falta.EVENTO if gravado.estado in _AVANCAM.get(diario.estado, ()) else Falta.NADA
    sobram = set(gravado.destinatarios_pendentes) - set(diario.pendentes)
    outra_mensagem = diario.estado in CONTAM and not diario.complemento and gravado.versao != diario.versao
    return Falta.EVENTO if sobram or outra_mensagem else Falta.NADA


def anotar(etapa: Etapa, aviso: Aviso, em: datetime) -> Anotacao:
    """A linha de um aviso como ele está gravado; `dataclasses.replace` põe o que aconteceu."""
    return Anotacao(
        etapa=etapa,
        em=em,
        chave=aviso.chave,
        data=aviso.data,
        cliente=aviso.cliente,
        cliente_nome=aviso.cliente_nome,
        criado_em=aviso.criado_em,
        versao=aviso.versao,
        message_id=aviso.message_id or "",
        destinatarios=aviso.destinatarios,
        debitos=aviso.debitos,
    )
