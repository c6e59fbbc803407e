"""O que fazer com cada falha de envio: o estado do aviso, se o lote para, quando tentar de novo (email.md §2).

Puro: sem relógio, sem sorteio e sem rede; tudo chega por argumento.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from envio.correio.falhas import (
    DA_SESSAO,
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
    Recusa,
    RespostaPerdida,
)
from envio.correio.respostas import PAUSA, Veredito, julgar
from regras.aviso import Estado
from regras.erros import FalhaEnvio

SERIE_CONEXAO = "conexao"
CONEXOES_SEGUIDAS = 5
"""Falhas de conexão seguidas que abrem o disjuntor (email.md §2, regras gerais)."""

PRAZO = timedelta(hours=24)
"""Horas corridas desde a criação do aviso em que ainda se tenta sozinho (regras.md §6.3)."""
ESPERAS = tuple(timedelta(minutes=minutos) for minutos in (5, 15, 30, 60, 120))
_ESPERA_MINIMA = timedelta(minutes=5)
_VARIACAO = 0.2

# Certificado e configuração não melhoram sozinhos: param na primeira. Rede pode melhorar: para na quinta seguida.
_SO_O_OPERADOR = frozenset(
    {Causa.CERTIFICADO, Causa.PORTA_TROCADA, Causa.SEM_STARTTLS, Causa.SEM_LOGIN, Causa.AUTORIZACAO}
)
# Sem token não há o que tentar com os demais avisos, mas o provedor volta sozinho.
_PARAM_NA_PRIMEIRA = _SO_O_OPERADOR | {Causa.PROVEDOR}


def classificar(falha: FalhaEnvio | RespostaPerdida) -> Veredito:
    """Julga o que impediu um aviso de ser aceito.

    Uma falha que não diz a fase é julgada como resposta ao fim dos dados.
    """
    if isinstance(falha, RespostaPerdida):
        motivo = "a mensagem foi transmitida e a resposta do servidor não chegou; ela pode ter sido aceita"
        return Veredito(
            Estado.EM_DUVIDA,
            Alvo.AVISO,
            motivo,
            o_que_fazer=falha.o_que_fazer,
            serie=SERIE_CONEXAO,
            limite=CONEXOES_SEGUIDAS,
            pausa=PAUSA,
        )
    if not isinstance(falha, FalhaSMTP):
        if falha.codigo == 0:
            return julgar_rede(Fase.PONTO, Causa.QUEDA, falha.mensagem)
        return julgar(Fase.PONTO, falha.codigo, falha.resposta)
    if falha.causa is Causa.RESPOSTA:
        julgada = julgar(falha.fase, falha.codigo, falha.resposta)
        return replace(julgada, motivo=falha.motivo, o_que_fazer=falha.o_que_fazer)
    return julgar_rede(falha.fase, falha.causa, falha.motivo, falha.o_que_fazer)


def julgar_rede(fase: Fase, causa: Causa, motivo: str, o_que_fazer: str = "") -> Veredito:
    """Julga uma falha sem resposta do servidor, sempre anterior ao ponto final: nada foi aceito."""
    alvo = Alvo.CONTA if fase in DA_SESSAO else Alvo.AVISO
    limite = 1 if causa in _PARAM_NA_PRIMEIRA else CONEXOES_SEGUIDAS
    return Veredito(
        Estado.ADIADO,
        alvo,
        motivo,
        o_que_fazer=o_que_fazer,
        serie=SERIE_CONEXAO,
        limite=limite,
        passa=causa not in _SO_O_OPERADOR,
        pausa=PAUSA,
    )


def classificar_recusa(recusa: Recusa) -> Veredito:
    """Julga a recusa de um destinatário; `devolvido` manda marcar o endereço (regras.md §3.4)."""
    return julgar(Fase.RCPT, recusa.codigo, recusa.resposta)


def decisiva(recusas: Sequence[Recusa]) -> Recusa:
    """Escolhe, de um aviso sem nenhum destinatário aceito, a recusa que decide (email.md §1.3).

    O que é da conta vem antes; depois, basta uma passageira para adiar; senão a primeira.
    """

    def peso(recusa: Recusa) -> int:
        veredito = classificar_recusa(recusa)
        if veredito.alvo is Alvo.CONTA:
            return 0
        return 1 if veredito.estado is Estado.ADIADO else 2

    return min(recusas, key=peso)


@dataclass(frozen=True, slots=True)
class Separadas:
    """Os destinatários recusados, conforme o que se faz com cada um (regras.md §3.4 e §3.6).

    Atributos:
        pendentes: recusados por ora; tenta-se de novo no mesmo dia.
        recusados: recusados de vez.
        devolvidos: pares (e-mail, motivo) dos recusados cujo endereço deve ser marcado.
    """

    pendentes: tuple[str, ...] = ()
    recusados: tuple[str, ...] = ()
    devolvidos: tuple[tuple[str, str], ...] = ()

    def ressalva(self) -> str:
        """Frase para o histórico de um aviso aceito em parte; vazia quando ninguém ficou de fora."""
        partes = []
        if self.recusados:
            partes.append(f"recusado para {', '.join(self.recusados)}")
        if self.pendentes:
            partes.append(f"falta enviar para {', '.join(self.pendentes)}")
        return "; ".join(partes)


def separar_recusas(recusas: Sequence[Recusa]) -> Separadas:
    """Julga cada destinatário recusado e os separa pelo que se faz com eles."""
    pendentes: list[str] = []
    recusados: list[str] = []
    devolvidos: list[tuple[str, str]] = []
    for recusa in recusas:
        veredito = classificar_recusa(recusa)
        (pendentes if veredito.estado is Estado.ADIADO else recusados).append(recusa.email)
        if veredito.devolvido:
            devolvidos.append((recusa.email, f"{recusa.codigo} {recusa.resposta}"))
    return Separadas(tuple(pendentes), tuple(recusados), tuple(devolvidos))


class Vigia:
    """Diz quando o lote deve parar: conta as falhas iguais seguidas (email.md §2). Um por lote.

    Uma mensagem aceita zera tudo. Uma resposta do servidor, qualquer que seja, prova que a conexão funciona e zera a
    série de conexão.

    Args:
        sonda: o lote anterior parou; até algo ser aceito, a primeira falha de qualquer série para de novo.
    """

    def __init__(self, *, sonda: bool = False) -> None:
        self._contagem: dict[str, int] = {}
        self._sonda = sonda

    def acertou(self) -> None:
        """Anota que o servidor aceitou uma mensagem."""
        self._contagem.clear()
        self._sonda = False

    def recomecar(self) -> None:
        """Começa a contar de novo; quem está em sonda continua nela."""
        self._contagem.clear()

    def observar(self, veredito: Veredito) -> bool:
        """Anota uma falha e devolve se os demais avisos devem ficar adiados sem tentar."""
        if veredito.serie != SERIE_CONEXAO:
            self._contagem.pop(SERIE_CONEXAO, None)
        if not veredito.serie:
            return False
        self._contagem[veredito.serie] = self._contagem.get(veredito.serie, 0) + 1
        limite = min(veredito.limite, 1) if self._sonda else veredito.limite
        return 0 < limite <= self._contagem[veredito.serie]


def proxima_tentativa(
    tentativas: int, agora: datetime, criado_em: datetime, sorteio: float, prazo: timedelta = PRAZO
) -> datetime | None:
    """Devolve quando tentar de novo um aviso adiado, ou None se só um novo fechamento o retoma.

    Esperas de 5, 15, 30 min, 1 h e 2 h, com ±20% para não voltarem todos juntos, e nunca menos de 5 minutos: é o
    que uma lista cinza pede.

    Args:
        tentativas: quantas já houve; nenhuma vale como uma.
        agora: instante da última.
        criado_em: instante em que o aviso foi gravado.
        sorteio: de -1 a 1; 0 não desvia.
        prazo: quanto depois de criado ainda se tenta.
    """
    if tentativas > len(ESPERAS):
        return None
    espera = ESPERAS[max(tentativas, 1) - 1] * (1 + _VARIACAO * sorteio)
    quando = agora + max(espera, _ESPERA_MINIMA)
    return quando if quando <= criado_em + prazo else None
