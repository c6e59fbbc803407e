"""O que pode dar errado numa conversa com o servidor de correio, em valores que se podem julgar.

Aqui só se descreve a falha; o que fazer com ela está em `politica.py`, e as frases em `diagnostico.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from regras.erros import ErroAviso, FalhaEnvio

_ESTENDIDO = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


class Fase(StrEnum):
    """Em que ponto da conversa se estava (email.md §1)."""

    CONEXAO = "conexao"
    SAUDACAO = "saudacao"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    CORPO = "corpo"
    PONTO = "ponto"


DA_SESSAO = frozenset({Fase.CONEXAO, Fase.SAUDACAO, Fase.EHLO, Fase.STARTTLS, Fase.LOGIN})
"""Fases em que ainda não se falou de mensagem nenhuma: o que falha nelas é da conta."""


class Causa(StrEnum):
    """Por que falhou: a resposta do servidor, ou o que houve com a conexão.

    `AUTORIZACAO` é a do provedor, que não vale mais; `PROVEDOR`, o serviço que a renova não respondeu.
    """

    RESPOSTA = "resposta"
    DNS = "dns"
    RECUSADA = "recusada"
    ESPERA = "espera"
    QUEDA = "queda"
    CERTIFICADO = "certificado"
    TLS = "tls"
    PORTA_TROCADA = "porta_trocada"
    SEM_STARTTLS = "sem_starttls"
    SEM_LOGIN = "sem_login"
    AUTORIZACAO = "autorizacao"
    PROVEDOR = "provedor"
    ILEGIVEL = "ilegivel"


class Alvo(StrEnum):
    """De quem é o problema: só deste aviso, ou da conta, e então dos demais avisos também."""

    AVISO = "aviso"
    CONTA = "conta"


@dataclass(frozen=True, slots=True)
class Recusa:
    """Um destinatário que o servidor não aceitou, com o código e o texto da resposta."""

    email: str
    codigo: int
    resposta: str


class FalhaSMTP(FalhaEnvio):
    """`FalhaEnvio` com o que se sabe da conversa.

    Atributos:
        fase: em que ponto falhou.
        causa: `RESPOSTA` quando há `codigo`; senão o que houve com a conexão, e `codigo` é 0.
        alvo: o aviso ou a conta, como `politica.classificar` julga.
        servidor: com quem se falava.
        recusas: os destinatários recusados, quando nenhum foi aceito.
        motivo: a mensagem sem maiúscula nem ponto, como vai ao histórico.
    """

    def __init__(
        self,
        fase: Fase,
        codigo: int,
        resposta: str,
        *,
        passageira: bool,
        alvo: Alvo,
        causa: Causa = Causa.RESPOSTA,
        servidor: str = "",
        recusas: tuple[Recusa, ...] = (),
        motivo: str,
        o_que_fazer: str = "",
    ) -> None:
        mensagem = f"{motivo[:1].upper()}{motivo[1:]}."
        super().__init__(codigo, resposta, passageira=passageira, mensagem=mensagem, o_que_fazer=o_que_fazer)
        self.motivo = motivo
        self.fase = fase
        self.causa = causa
        self.alvo = alvo
        self.servidor = servidor
        self.recusas = recusas

    @property
    def estendido(self) -> str:
        """O código estendido da resposta, ou vazio."""
        return codigo_estendido(self.codigo, self.resposta)


class RespostaPerdida(ErroAviso):
    """O ponto final foi escrito e a resposta não veio: o servidor pode ter aceitado (email.md §1).

    Não é `FalhaEnvio`: quem a recebe marca *em dúvida* e não tenta de novo.

    Atributos:
        servidor: com quem se falava.
        detalhe: o que houve com a conexão, para o histórico.
    """

    def __init__(self, servidor: str, detalhe: str) -> None:
        super().__init__(
            "A mensagem foi transmitida inteira, mas o servidor não chegou a confirmar: não se sabe se foi entregue.",
            "Procure a mensagem nos Enviados da conta e decida, no histórico, entre dar como enviado e reenviar.",
        )
        self.servidor = servidor
        self.detalhe = detalhe


def codigo_estendido(codigo: int, resposta: str) -> str:
    """Lê o código estendido do início do texto (RFC 3463), como `5.1.1`; vazio se não há.

    Um estendido de classe diferente da do código de três algarismos é ignorado: o primeiro dígito manda (email.md §2).
    """
    casou = _ESTENDIDO.match(resposta)
    if casou is None or int(casou[1][0]) != codigo // 100:
        return ""
    return casou[1]
