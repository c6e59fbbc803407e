"""A mensagem pronta para transmitir, e no que ela deu: valores que a transmissão e o registro trocam."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from envio.correio.falhas import FalhaSMTP, Recusa, RespostaPerdida, Veredito
from envio.correio.transporte import Envelope, Resposta
from regras.apontamento import Apontamento
from regras.aviso import Aviso, DebitoAvisado, Estado, envid_do_message_id
from regras.entrega import Desfecho, Entrega, Entregas, EstadoDaEntrega, TipoDeMensagem, juntar


def _identidade() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class MensagemPronta:
    """Uma mensagem pronta para transmitir.

    Atributos:
        aviso: como estava quando ela foi montada.
        versao: a do conteúdo, que cresce quando ele muda.
        debitos: os que vão, já sem o boleto que não passou na conferência.
        guardada: os bytes são os que a base já tem.
        ordem: por que vai, no reenvio nas palavras do operador.
        tentativa: a identidade desta tentativa no diário: só quem transmitiu se desdiz (regras.md §6.6).
    """

    tipo: TipoDeMensagem
    aviso: Aviso
    message_id: str
    destinatarios: tuple[str, ...]
    mime: bytes
    versao: int
    debitos: tuple[DebitoAvisado, ...]
    apontamentos: tuple[Apontamento, ...] = ()
    guardada: bool = False
    ordem: str = ""
    tentativa: str = field(default_factory=_identidade)

    @property
    def envid(self) -> str:
        """O que volta nas devoluções; a amostra não as espera."""
        return "" if self.tipo is TipoDeMensagem.AMOSTRA else envid_do_message_id(self.message_id)

    def com_respostas(self, respostas: Iterable[Entrega]) -> Entregas:
        """Como ficam os endereços do aviso: a principal vai a todos, e vale o que ela disser."""
        if self.tipo is TipoDeMensagem.PRINCIPAL:
            return tuple(respostas)
        if self.tipo is TipoDeMensagem.AGRADECIMENTO:
            return self.aviso.entregas
        return juntar(self.aviso.entregas, respostas)


@dataclass(frozen=True, slots=True)
class Resultado:
    """No que deu uma mensagem, ou como ela está quando o ponto final vai ser escrito.

    Atributos:
        desfecho: aceita, não aceita ou sem resposta; começada antes do ponto.
        estado: para onde o aviso vai, se a mensagem é a principal.
        entregas: como ficam os endereços do aviso.
        recusas: os destinatários que o servidor não aceitou.
        veredito: o da falha, quando houve uma.
    """

    desfecho: Desfecho
    estado: Estado
    entregas: Entregas
    recusas: tuple[Recusa, ...] = ()
    codigo: int = 0
    resposta: str = ""
    servidor: str = ""
    veredito: Veredito | None = None

    @property
    def devolvidos(self) -> tuple[tuple[str, str], ...]:
        """Pares (endereço, motivo) dos recusados que deixam de receber (regras.md §3.4)."""
        return tuple((r.email, f"{r.codigo} {r.resposta}") for r in self.recusas if r.veredito.devolvido)

    def ressalva(self) -> str:
        """Quem ficou de fora de uma mensagem aceita em parte; vazia quando ninguém."""
        faltam = [r.email for r in self.recusas if r.veredito.estado is Estado.ADIADO]
        recusados = [r.email for r in self.recusas if r.veredito.estado is not Estado.ADIADO]
        partes = [f"recusado para {', '.join(recusados)}"] if recusados else []
        partes += [f"falta enviar para {', '.join(faltam)}"] if faltam else []
        return "; ".join(partes)


def no_ponto(mensagem: MensagemPronta, envelope: Envelope) -> Resultado:
    """O ponto vai ser escrito: de quem o servidor aceitou passa a haver dúvida; o recusado já está respondido."""
    respostas = _responder(mensagem, envelope.recusas, EstadoDaEntrega.EM_DUVIDA)
    return Resultado(Desfecho.COMECADA, Estado.EM_DUVIDA, mensagem.com_respostas(respostas), envelope.recusas)


def aceita(mensagem: MensagemPronta, envelope: Envelope, resposta: Resposta) -> Resultado:
    """O servidor aceitou, para os que não recusou antes."""
    respostas = _responder(mensagem, envelope.recusas, EstadoDaEntrega.ACEITO, resposta.codigo, resposta.texto)
    return Resultado(
        Desfecho.ACEITA,
        Estado.ENVIADO,
        mensagem.com_respostas(respostas),
        envelope.recusas,
        resposta.codigo,
        resposta.texto,
        resposta.servidor,
    )


def sem_resposta(mensagem: MensagemPronta, envelope: Envelope, perdida: RespostaPerdida) -> Resultado:
    """O ponto foi escrito e a resposta não veio: a dúvida é só de quem o servidor tinha aceitado (regras.md §3.6)."""
    respostas = _responder(mensagem, envelope.recusas, EstadoDaEntrega.EM_DUVIDA, 0, perdida.detalhe)
    return Resultado(
        Desfecho.SEM_RESPOSTA,
        Estado.EM_DUVIDA,
        mensagem.com_respostas(respostas),
        envelope.recusas,
        resposta=perdida.detalhe,
        servidor=perdida.servidor,
        veredito=perdida.veredito,
    )


def nao_aceita(mensagem: MensagemPronta, falha: FalhaSMTP, envelope: Envelope | None = None) -> Resultado:
    """Não foi; o reenvio que não foi deixa os endereços como estavam."""
    recusas = falha.recusas or (envelope.recusas if envelope else ())
    definitivo = falha.veredito.estado is Estado.RECUSADO
    estado = EstadoDaEntrega.RECUSADO if definitivo else EstadoDaEntrega.ADIADO
    respostas = _responder(mensagem, recusas, estado, falha.codigo, falha.resposta)
    como_estavam = mensagem.tipo.so_nas_tentativas()
    return Resultado(
        Desfecho.NAO_ACEITA,
        falha.veredito.estado,
        mensagem.aviso.entregas if como_estavam else mensagem.com_respostas(respostas),
        recusas,
        falha.codigo,
        falha.resposta,
        falha.servidor,
        falha.veredito,
    )


def _responder(
    mensagem: MensagemPronta,
    recusas: Iterable[Recusa],
    aos_outros: EstadoDaEntrega,
    codigo: int = 0,
    resposta: str = "",
) -> list[Entrega]:
    """A resposta de cada destinatário: a recusa que ele teve, ou a da mensagem."""
    recusados = {recusa.email: recusa for recusa in recusas}
    respostas = []
    for email in mensagem.destinatarios:
        if recusa := recusados.get(email):
            por_ora = recusa.veredito.estado is Estado.ADIADO
            estado = EstadoDaEntrega.ADIADO if por_ora else EstadoDaEntrega.RECUSADO
            respostas.append(Entrega(email, estado, recusa.codigo, recusa.resposta))
        else:
            respostas.append(Entrega(email, aos_outros, codigo, resposta))
    return respostas
