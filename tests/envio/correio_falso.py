"""Transporte em memória, para provar os casos de uso sem rede."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from envio.correio.diagnostico import da_recusa_de_todos, da_resposta
from envio.correio.falhas import (
    FalhaSMTP,
    Fase,
    RespostaPerdida,
)
from envio.correio.respostas import recusar
from envio.correio.transporte import Envelope, Resposta
from regras.cadastro import ContaEmail, Seguranca

CONTA = ContaEmail(1, "cobranca@empresa.com.br", "127.0.0.1", 25, Seguranca.NENHUMA)


@dataclass(frozen=True, slots=True)
class Entregue:
    """Uma mensagem que o correio falso aceitou."""

    remetente: str
    destinatarios: tuple[str, ...]
    mime: bytes
    envid: str


def resposta_de(fase: Fase, codigo: int, texto: str) -> FalhaSMTP:
    """A falha de uma resposta, julgada como a de verdade."""
    return da_resposta(CONTA, fase, codigo, texto)


class CorreioFalso:
    """Cumpre `Transporte`; o teste diz o que falha.

    Atributos:
        entregues: o que foi aceito, na ordem.
        abertos: quantos envelopes chegaram ao ponto final.
        ao_abrir: falhas a levantar nos próximos `abrir_envelope`, uma por vez; None deixa passar.
        ao_transmitir: falhas a levantar nos próximos `transmitir`, uma por vez; None deixa passar.
        recusados: e-mail → (código, resposta) que o RCPT dele recebe, sempre.
        fechado: quantas vezes se fechou.
    """

    simultaneas = 1

    def __init__(self) -> None:
        self.entregues: list[Entregue] = []
        self.abertos = 0
        self.ao_abrir: list[FalhaSMTP | None] = []
        self.ao_transmitir: list[FalhaSMTP | RespostaPerdida | None] = []
        self.recusados: dict[str, tuple[int, str]] = {}
        self.fechado = 0
        self._aberto: tuple[Envelope, Entregue] | None = None

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        """Recusa os marcados em `recusados`; levanta o que `ao_abrir` mandar."""
        if self.ao_abrir and (falha := self.ao_abrir.pop(0)):
            raise falha
        recusas = tuple(recusar(email, *self.recusados[email]) for email in destinatarios if email in self.recusados)
        aceitos = tuple(email for email in destinatarios if email not in self.recusados)
        if not aceitos:
            raise da_recusa_de_todos(CONTA, recusas)
        envelope = Envelope(aceitos, recusas)
        self._aberto = (envelope, Entregue(remetente, aceitos, bytes(mime), envid))
        self.abertos += 1
        return envelope

    def transmitir(self, envelope: Envelope) -> Resposta:
        """Entrega, ou levanta o que `ao_transmitir` mandar."""
        assert self._aberto is not None
        assert self._aberto[0] is envelope
        entregue, self._aberto = self._aberto[1], None
        if self.ao_transmitir and (falha := self.ao_transmitir.pop(0)):
            raise falha
        self.entregues.append(entregue)
        return Resposta(250, f"2.0.0 na fila como {len(self.entregues)}", CONTA.servidor)

    def fechar(self) -> None:
        """Abandona o envelope aberto."""
        self._aberto = None
        self.fechado += 1
