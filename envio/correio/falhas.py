"""O que pode dar errado numa conversa com o servidor de correio, em valores que se podem julgar.

Cada falha nasce julgada: o veredito vem da tabela de `respostas.py` ou da causa (`diagnostico.py`), e quem a recebe
só o lê.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from regras.aviso import Estado
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
class Veredito:
    """O julgamento de uma falha.

    Atributos:
        estado: para onde vai este aviso: adiado, recusado ou em dúvida.
        alvo: de quem é o problema.
        motivo: por quê, em português, para o histórico.
        devolvido: o endereço deve ser marcado como devolvido (regras.md §3.4).
        o_que_fazer: próximo passo, se houver um.
        serie: falhas da mesma série são contadas juntas; vazia, não se conta.
        limite: quantas da série param o lote; 1 para na primeira, 0 nunca para.
        passa: a falha da conta passa com o tempo; senão só o operador a resolve, e não se insiste sozinho.
        pausa: quanto a conta descansa antes da sonda seguinte.
        ritmo: o servidor pediu menos mensagens por vez.
        conexoes: o servidor pediu menos conexões ao mesmo tempo.
    """

    estado: Estado
    alvo: Alvo
    motivo: str
    devolvido: bool = False
    o_que_fazer: str = ""
    serie: str = ""
    limite: int = 0
    passa: bool = True
    pausa: timedelta = timedelta(0)
    ritmo: bool = False
    conexoes: bool = False


@dataclass(frozen=True, slots=True)
class Recusa:
    """Um destinatário que o servidor não aceitou: o código, o texto da resposta e o que fazer com ela."""

    email: str
    codigo: int
    resposta: str
    veredito: Veredito = field(compare=False)


SERIE_CONEXAO = "conexao"
CONEXOES_SEGUIDAS = 5
"""Falhas de conexão seguidas que abrem o disjuntor (email.md §2, regras gerais)."""
PAUSA = timedelta(minutes=15)
"""Quanto a conta descansa antes de uma sonda (email.md §2, regras gerais)."""


class FalhaSMTP(FalhaEnvio):
    """`FalhaEnvio` com o que se sabe da conversa.

    Atributos:
        fase: em que ponto falhou.
        causa: `RESPOSTA` quando há `codigo`; senão o que houve com a conexão, e `codigo` é 0.
        veredito: para onde vai o aviso, de quem é o problema e se o lote para.
        servidor: com quem se falava.
        recusas: os destinatários recusados, quando nenhum foi aceito.
    """

    def __init__(
        self,
        fase: Fase,
        codigo: int,
        resposta: str,
        veredito: Veredito,
        *,
        causa: Causa = Causa.RESPOSTA,
        servidor: str = "",
        recusas: tuple[Recusa, ...] = (),
    ) -> None:
        motivo = veredito.motivo
        super().__init__(
            codigo,
            resposta,
            passageira=veredito.estado is Estado.ADIADO,
            mensagem=f"{motivo[:1].upper()}{motivo[1:]}.",
            o_que_fazer=veredito.o_que_fazer,
        )
        self.fase = fase
        self.causa = causa
        self.veredito = veredito
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
        veredito: em dúvida, e conta como falha de conexão.
    """

    def __init__(self, servidor: str, detalhe: str) -> None:
        super().__init__(
            "A mensagem foi transmitida inteira, mas o servidor não chegou a confirmar: não se sabe se foi entregue.",
            "Procure a mensagem nos Enviados da conta e decida, no histórico, entre dar como enviado e reenviar.",
        )
        self.servidor = servidor
        self.detalhe = detalhe
        self.veredito = Veredito(
            Estado.EM_DUVIDA,
            Alvo.AVISO,
            "a mensagem foi transmitida e a resposta do servidor não chegou; ela pode ter sido aceita",
            o_que_fazer=self.o_que_fazer,
            serie=SERIE_CONEXAO,
            limite=CONEXOES_SEGUIDAS,
            pausa=PAUSA,
        )


def codigo_estendido(codigo: int, resposta: str) -> str:
    """Lê o código estendido do início do texto (RFC 3463), como `5.1.1`; vazio se não há.

    Um estendido de classe diferente da do código de três algarismos é ignorado: o primeiro dígito manda (email.md §2).
    """
    casou = _ESTENDIDO.match(resposta)
    if casou is None or int(casou[1][0]) != codigo // 100:
        return ""
    return casou[1]
