"""O que fazer depois de uma falha já julgada: se o lote para, e quando tentar de novo (email.md §2).

Puro: sem relógio, sem sorteio e sem rede; tudo chega por argumento.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from envio.correio.falhas import SERIE_CONEXAO, Veredito

PRAZO = timedelta(hours=24)
"""Horas corridas desde a criação do aviso em que ainda se tenta sozinho (regras.md §6.3)."""
ESPERAS = tuple(timedelta(minutes=minutos) for minutos in (5, 15, 30, 60, 120))
_ESPERA_MINIMA = timedelta(minutes=5)
_VARIACAO = 0.2


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
