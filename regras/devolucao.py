"""Devolução: o servidor do destinatário diz, depois de aceita a mensagem, que não a entregou (email.md §7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INEXISTENTES = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
"""Códigos que dizem que o endereço não existe: ele deixa de receber já na primeira vez (regras.md §3.4)."""
_DE_SEGURANCA = ("8", "9", "11", "26", "30", "57", "60", "139", "509", "515")
DA_CONTA = frozenset({"5.1.7", "5.1.8", "5.4.5", *(f"5.7.{detalhe}" for detalhe in _DE_SEGURANCA)})
"""Códigos que falam de quem envia, e nunca marcam o destinatário (regras.md §3.4; email.md §2)."""

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
    """Uma mensagem de devolução, lida. Só vale se citar algo que enviamos: qualquer um pode forjar uma.

    Atributos:
        chaves: o que ela cita que pode ser a chave de um aviso (ENVID e X-Aviso-Id).
        message_ids: os Message-ID que ela cita, com os sinais `<` e `>`.
        servidor: quem diz que não entregou.
    """

    chaves: tuple[str, ...]
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


def deve_marcar(devolucao: Devolucao, outras: int) -> bool:
    """Diz se o endereço deixa de receber (email.md §7).

    Args:
        devolucao: a que acabou de chegar.
        outras: em quantos outros avisos o mesmo endereço já falhou, desde que a marca foi limpa pela última vez.
    """
    if devolucao.acao is not Acao.FALHOU or not devolucao.status.startswith("5."):
        return False
    if devolucao.status in INEXISTENTES:
        return True
    return devolucao.status not in DA_CONTA and outras > 0
