"""Devolução: o servidor do destinatário diz, depois de aceita a mensagem, que não a entregou (email.md §7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INEXISTENTES = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
"""Códigos que dizem que o endereço não existe: só eles o fazem deixar de receber (regras.md §3.4)."""

PORTA_IMAP = 993
PASTA_DE_ENTRADA = "INBOX"


class Acao(StrEnum):
    """O que a devolução diz que houve com um destinatário."""

    FALHOU = "falhou"
    ADIADA = "adiada"
    """O provedor ainda tenta: só se informa."""


@dataclass(frozen=True, slots=True)
class Devolucao:
    """O que uma devolução diz de um destinatário.

    Atributos:
        enderecos: como ela o chama, em minúsculas: primeiro o original, depois o final, que pode ser um encaminhamento.
        status: código estendido, como `5.1.1`; vazio quando não se sabe.
        diagnostico: o texto do servidor, numa linha.
    """

    enderecos: tuple[str, ...]
    acao: Acao
    status: str = ""
    diagnostico: str = ""


@dataclass(frozen=True, slots=True)
class Notificacao:
    """Uma mensagem de devolução, lida. Qualquer um pode forjar uma: só prova algo a que cita o que enviamos.

    Atributos:
        envids: o que ela cita que pode ser o ENVID de um aviso (Original-Envelope-Id e X-Aviso-Id).
        message_ids: os Message-ID que ela cita, com os sinais `<` e `>`.
        servidor: quem diz que não entregou.
    """

    envids: tuple[str, ...]
    message_ids: tuple[str, ...]
    devolucoes: tuple[Devolucao, ...]
    servidor: str = ""


@dataclass(frozen=True, slots=True)
class CaixaDevolucoes:
    """Onde as devoluções de uma conta de e-mail chegam: uma pasta IMAP, que só se lê. A senha fica no cofre.

    Atributos:
        conta: número da conta de e-mail.
        usuario: vazio é o mesmo da conta.
    """

    conta: int
    servidor: str
    porta: int = PORTA_IMAP
    usuario: str = ""
    pasta: str = PASTA_DE_ENTRADA


def deve_marcar(devolucao: Devolucao) -> bool:
    """Diz se o endereço de uma devolução provada deixa de receber (regras.md §3.4)."""
    return devolucao.acao is Acao.FALHOU and devolucao.status in INEXISTENTES
