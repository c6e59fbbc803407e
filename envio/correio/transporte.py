"""O que o despacho pede a quem envia: abrir o envelope, transmitir o ponto final, fechar (email.md §1.1).

Quem cumpre o protocolo: `smtp.TransporteSMTP`, de verdade, e `pasta.PastaDeSaida`, que grava `.eml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from envio.correio.falhas import Fase, Recusa


class FonteDeToken(Protocol):
    """De onde a sessão tira o token de uma conta autorizada; `oauth.acesso.Acesso` a cumpre."""

    def obter(self) -> str:
        """Devolve um token de acesso que vale, renovando-o se falta pouco.

        Raises:
            ErroAviso: não há como.
        """
        ...

    def falta_pouco(self) -> bool:
        """Diz se está na hora de renovar."""
        ...

    def descartar(self) -> None:
        """O servidor de correio não aceitou o token: o próximo será outro."""
        ...


Credencial = str | FonteDeToken | None
"""Com que uma conta entra: a senha, de onde sai o token, ou nada, se não há login."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Uma mensagem cujo corpo já está no servidor, à espera do ponto final; nada foi aceito ainda.

    Atributos:
        aceitos: destinatários que o servidor aceitou; ao menos um.
        recusas: os que não aceitou.
    """

    aceitos: tuple[str, ...]
    recusas: tuple[Recusa, ...] = ()


@dataclass(frozen=True, slots=True)
class Resposta:
    """O aceite do servidor ao ponto final; o texto costuma trazer o número na fila dele."""

    codigo: int
    texto: str
    servidor: str


class Transporte(Protocol):
    """Uma sessão de envio, aberta na primeira mensagem e reaproveitada nas seguintes."""

    @property
    def simultaneas(self) -> int:
        """Quantas sessões como esta a conta pode ter ao mesmo tempo; ao menos uma."""
        ...

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        """Leva a conversa e o corpo até antes do ponto final.

        Se o programa morrer depois disto e antes de `transmitir`, a mensagem não existe para o servidor.

        Args:
            remetente: endereço do MAIL, o da conta.
            destinatarios: ao menos um.
            mime: a mensagem pronta.
            envid: identificador que volta nas devoluções; vazio, não se pede.

        Raises:
            FalhaSMTP: qualquer coisa antes do ponto, inclusive nenhum destinatário aceito.
        """
        ...

    def transmitir(self, envelope: Envelope) -> Resposta:
        """Escreve o ponto final e lê a resposta: a partir daqui o servidor pode ter aceitado.

        Args:
            envelope: o último devolvido por `abrir_envelope`.

        Raises:
            FalhaSMTP: resposta 4xx ou 5xx, ou o ponto não chegou a ser escrito; não foi aceita.
            RespostaPerdida: ponto escrito e nenhuma resposta; pode ter sido aceita.
        """
        ...

    def fechar(self) -> None:
        """Encerra a sessão sem nunca falhar; envelope aberto é abandonado, sem ponto final."""
        ...


class Sessao(Protocol):
    """Uma conversa que só entra no servidor, para conferir uma conta; `smtp.TransporteSMTP` a cumpre."""

    def entrar(self) -> Iterator[Fase]:
        """Conecta, protege e entra, sem mandar mensagem; devolve cada fase assim que ela é vencida.

        Raises:
            FalhaSMTP: a fase seguinte não passou.
        """
        ...

    def fechar(self) -> None:
        """Encerra a sessão sem nunca falhar."""
        ...
