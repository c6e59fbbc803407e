"""O diário de envios: o que cada linha diz, no que um aviso ficou por elas, e o que a base não sabe (regras.md §6.6).

Puro: o arquivo é de `envio.diario`, e refazer na base é de `modelos.avisos.refazer`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum

from regras.aviso import CONTAM, EM_ABERTO, Aviso, DebitoAvisado, Estado
from regras.entrega import Desfecho, Entregas, EstadoDaEntrega, TipoDeMensagem, no_estado, por_em_duvida


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
        tipo: o da mensagem; só a principal muda o estado do aviso.
        tentativa: a identidade da conversa com o servidor; só a linha com a mesma desdiz o que ela transmitia.
        estado: em que o aviso fica por esta linha; *em dúvida* enquanto transmite.
        desfecho: no que a mensagem deu, por esta linha.
        motivo: por que, em português; no começo de um reenvio, as palavras do operador.
        entregas: como ficam, depois disto, os endereços do aviso.
        devolvidos: pares (endereço, motivo) que deixam de receber.
        data_original: a de antes de corrigida (regras.md §2.12).
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
    tipo: TipoDeMensagem = TipoDeMensagem.PRINCIPAL
    tentativa: str = ""
    estado: Estado = Estado.EM_DUVIDA
    desfecho: Desfecho = Desfecho.COMECADA
    codigo: int = 0
    resposta: str = ""
    servidor: str = ""
    motivo: str = ""
    entregas: Entregas = ()
    devolvidos: tuple[tuple[str, str], ...] = ()
    data_original: date | None = None

    @property
    def pendentes(self) -> tuple[str, ...]:
        """Os destinatários do aviso que, depois disto, ainda faltam."""
        return no_estado(self.entregas, EstadoDaEntrega.ADIADO)


@dataclass(frozen=True, slots=True)
class Anotado:
    """Como um aviso ficou por todas as suas linhas.

    Atributos:
        principal: a última linha da mensagem a todos, com os endereços atualizados; só se as linhas lidas falam todas
            de outra mensagem é a última delas.
        tentativas: quantas mensagens foram transmitidas por ele.
        devolvidos: todos os endereços devolvidos nas suas linhas.
        reenvios: as linhas dos reenvios pedidos pelo operador e dos agradecimentos, na ordem.
        abertas: as transmissões começadas de que o diário não diz no que deram.
    """

    principal: Anotacao
    tentativas: int
    devolvidos: tuple[tuple[str, str], ...] = ()
    reenvios: tuple[Anotacao, ...] = ()
    abertas: tuple[Anotacao, ...] = ()

    @property
    def sem_desfecho(self) -> tuple[str, ...]:
        """Os destinatários de outra mensagem do aviso que ficou sem desfecho."""
        outras = (linha for linha in self.abertas if linha.tipo is not TipoDeMensagem.PRINCIPAL)
        return tuple(email for linha in outras for email in linha.destinatarios)


class Falta(Enum):
    """O que a base não sabe de um aviso do diário."""

    NADA = "nada"
    EVENTO = "evento"
    AVISO = "aviso"


def resumir(anotacoes: Iterable[Anotacao]) -> dict[str, Anotado]:
    """Junta as linhas de cada aviso, na ordem em que foram escritas, pela chave dele."""
    resumo: dict[str, Anotado] = {}
    for anotacao in anotacoes:
        resumo[anotacao.chave] = _juntar(resumo.get(anotacao.chave), anotacao)
    return resumo


def _juntar(anterior: Anotado | None, nova: Anotacao) -> Anotado:
    reenvio = (nova,) if nova.tipo.so_nas_tentativas() else ()
    comecou = nova.etapa is Etapa.TRANSMITINDO
    if anterior is None:
        return Anotado(nova, int(comecou), nova.devolvidos, reenvio, (nova,) if comecou else ())
    abertas = _que_seguem_abertas(anterior, nova)
    return Anotado(
        _somar(anterior, nova, abertas),
        anterior.tentativas + comecou,
        (*anterior.devolvidos, *nova.devolvidos),
        (*anterior.reenvios, *reenvio),
        (*abertas, nova) if comecou else abertas,
    )


def _que_seguem_abertas(anterior: Anotado, nova: Anotacao) -> tuple[Anotacao, ...]:
    """As de outras tentativas; a decisão do operador encerra todas."""
    if nova.etapa is Etapa.DECISAO:
        return ()
    return tuple(linha for linha in anterior.abertas if linha.tentativa != nova.tentativa)


def _somar(anterior: Anotado, nova: Anotacao, abertas: tuple[Anotacao, ...]) -> Anotacao:
    """A última linha do aviso: só quem transmitiu desdiz o que transmitia (regras.md §6.6)."""
    entregas = nova.entregas
    for aberta in abertas:
        entregas = por_em_duvida(entregas, aberta.destinatarios)
    if nova.tipo is not TipoDeMensagem.PRINCIPAL:
        # Outra mensagem do aviso não muda o que foi aceito, só quem ainda falta (regras.md §3.6).
        return replace(anterior.principal, entregas=entregas)
    if nova.etapa is Etapa.DESFECHO and nova.estado not in CONTAM:
        if anterior.principal.tentativa != nova.tentativa:
            return anterior.principal
        if principais := [linha for linha in abertas if linha.tipo is TipoDeMensagem.PRINCIPAL]:
            return principais[-1]
    return replace(nova, entregas=entregas)


_AINDA_SEM_DESFECHO = EM_ABERTO | {Estado.ENVIANDO}
_AVANCAM: dict[Estado, frozenset[Estado]] = {
    Estado.EM_DUVIDA: _AINDA_SEM_DESFECHO | {Estado.CANCELADO},
    Estado.ENVIADO: _AINDA_SEM_DESFECHO | {Estado.EM_DUVIDA, Estado.CANCELADO},
    Estado.RECUSADO: _AINDA_SEM_DESFECHO,
    Estado.ADIADO: frozenset({Estado.PENDENTE, Estado.ENVIANDO}),
    Estado.PENDENTE: frozenset({Estado.EM_DUVIDA}),
}
"""Estado do diário → estados da base que são anteriores a ele, e que ele corrige; a pendente só volta quem decide."""


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
        voltou = diario.estado is Estado.PENDENTE and diario.etapa is not Etapa.DECISAO
        return Falta.EVENTO if gravado.estado in _AVANCAM.get(diario.estado, ()) and not voltou else Falta.NADA
    sobram = set(gravado.destinatarios_pendentes) - set(diario.pendentes)
    principal = diario.tipo is TipoDeMensagem.PRINCIPAL
    outra_versao = principal and diario.estado in CONTAM and gravado.versao != diario.versao
    return Falta.EVENTO if sobram or outra_versao else Falta.NADA


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
        data_original=aviso.data_original,
    )
