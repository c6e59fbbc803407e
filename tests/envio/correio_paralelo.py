"""Correio em memória de várias sessões ao mesmo tempo: cada etapa pode esperar um sinal, falhar ou ser contada."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from envio.correio.respostas import recusar
from envio.correio.transporte import (
    Credencial,
    Envelope,
    Resposta,
)
from regras.cadastro import ContaEmail
from tests.envio.correio_falso import CONTA

ESPERA_S = 30.0
Gancho = Callable[[int, str], object]
"""Recebe o número da sessão, a partir de 1, e o primeiro destinatário; pode esperar um sinal ou levantar uma falha."""


def _nada(_sessao: int, _email: str) -> None:
    """Deixa passar."""


class CorreioParalelo:
    """Monta sessões que partilham o que foi aceito.

    Atributos:
        entregues: o primeiro destinatário de cada mensagem aceita, na ordem.
        sessoes: quantas foram montadas.
        fechadas: quantas foram encerradas.
        juntas, mais_juntas: quantas etapas correm agora, e quantas chegaram a correr, ao mesmo tempo.
        ao_abrir, ao_transmitir: o que acontece em cada etapa.
        credenciais: com que cada sessão foi montada.
        por_ora: começos de endereço que recebem 450 ao RCPT.
    """

    def __init__(self, simultaneas: int = 3) -> None:
        self.simultaneas = simultaneas
        self.entregues: list[str] = []
        self.sessoes = self.fechadas = self.juntas = self.mais_juntas = 0
        self.ao_abrir: Gancho = _nada
        self.ao_transmitir: Gancho = _nada
        self.credenciais: list[Credencial] = []
        self.por_ora: tuple[str, ...] = ()
        self._trava = threading.Lock()

    def abrir(self, _conta: ContaEmail, credencial: Credencial) -> _Sessao:
        """Monta uma sessão."""
        self.sessoes += 1
        self.credenciais.append(credencial)
        return _Sessao(self, self.sessoes)

    def executar(self, gancho: Gancho, sessao: int, email: str) -> None:
        """Uma etapa de uma sessão."""
        with self._trava:
            self.juntas += 1
            self.mais_juntas = max(self.mais_juntas, self.juntas)
        try:
            gancho(sessao, email)
        finally:
            with self._trava:
                self.juntas -= 1

    def aceitar(self, email: str) -> int:
        """Guarda a mensagem; devolve o número dela."""
        with self._trava:
            self.entregues.append(email)
            return len(self.entregues)


class _Sessao:
    """Cumpre `Transporte`."""

    def __init__(self, correio: CorreioParalelo, numero: int) -> None:
        self._correio = correio
        self._numero = numero
        self._aberto: Envelope | None = None

    @property
    def simultaneas(self) -> int:
        return self._correio.simultaneas

    def abrir_envelope(self, _remetente: str, destinatarios: Sequence[str], _mime: bytes, _envid: str = "") -> Envelope:
        self._correio.executar(self._correio.ao_abrir, self._numero, destinatarios[0])
        recusas = [email for email in destinatarios if email.startswith(self._correio.por_ora)]
        aceitos = tuple(email for email in destinatarios if email not in recusas)
        self._aberto = Envelope(aceitos, tuple(recusar(email, 450, "4.2.1 depois") for email in recusas))
        return self._aberto

    def transmitir(self, envelope: Envelope) -> Resposta:
        assert envelope is self._aberto, "o envelope é de outra sessão"
        self._aberto = None
        self._correio.executar(self._correio.ao_transmitir, self._numero, envelope.aceitos[0])
        return Resposta(250, f"2.0.0 na fila como {self._correio.aceitar(envelope.aceitos[0])}", CONTA.servidor)

    def fechar(self) -> None:
        self._aberto = None
        self._correio.fechadas += 1


def esperar(sinal: threading.Event) -> None:
    """Espera o sinal; sem ele, é defeito do teste."""
    assert sinal.wait(ESPERA_S), "o sinal não veio"


def das_conexoes() -> list[str]:
    """As threads de conexão que ainda existem."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("conexao")]
