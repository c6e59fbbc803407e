"""A que ritmo os avisos saem e quando o envio deve acabar; pausa e espera não contam. Sem Qt."""

from __future__ import annotations

from collections import Counter, deque
from datetime import datetime, timedelta

_JANELA = timedelta(seconds=60)
_MINIMO = timedelta(seconds=3)
"""Antes disso qualquer ritmo seria palpite."""


class Ritmo:
    """O relógio de um envio: começa em `comeco`, para na pausa e na espera, segue depois. Instantes em UTC."""

    def __init__(self, comeco: datetime) -> None:
        self._comeco = comeco
        self._parado = timedelta()
        self._parou_em: datetime | None = None
        self._ultimos: deque[timedelta] = deque()
        self._minutos: Counter[int] = Counter()

    def registrar(self, agora: datetime) -> None:
        """Um aviso teve desfecho."""
        corrido = self.corrido(agora)
        self._ultimos.append(corrido)
        self._minutos[corrido // _JANELA] += 1
        while self._ultimos and self._ultimos[0] < corrido - _JANELA:
            self._ultimos.popleft()

    def parar(self, agora: datetime) -> None:
        """Pausou, ou só espera a hora de tentar de novo."""
        if self._parou_em is None:
            self._parou_em = agora

    def seguir(self, agora: datetime) -> None:
        """Voltou a enviar."""
        if self._parou_em is not None:
            self._parado += agora - self._parou_em
            self._parou_em = None

    def corrido(self, agora: datetime) -> timedelta:
        """O tempo de envio de fato, sem pausas nem esperas."""
        parado_agora = agora - self._parou_em if self._parou_em is not None else timedelta()
        return max(agora - self._comeco - self._parado - parado_agora, timedelta())

    def por_minuto(self, agora: datetime) -> int | None:
        """Avisos por minuto no último minuto de envio; None enquanto é cedo para dizer."""
        corrido = self.corrido(agora)
        if corrido < _MINIMO or not self._ultimos:
            return None
        na_janela = sum(quando >= corrido - _JANELA for quando in self._ultimos)
        return round(na_janela * 60 / min(corrido, _JANELA).total_seconds())

    def por_minutos(self, agora: datetime) -> tuple[int, ...]:
        """Quantos em cada minuto de envio, do primeiro ao que corre agora."""
        return tuple(self._minutos[minuto] for minuto in range(self.corrido(agora) // _JANELA + 1))

    def fim_provavel(self, agora: datetime, faltam: int) -> datetime | None:
        """Quando o último deve sair neste ritmo; None sem ritmo, parado, ou se nada falta."""
        ritmo = self.por_minuto(agora)
        if not ritmo or not faltam or self._parou_em is not None:
            return None
        return agora + timedelta(minutes=faltam / ritmo)
