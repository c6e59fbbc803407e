"""O relógio errado: a data de um fechamento que pede confirmação antes (regras.md §2.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SO_AVISA = timedelta(days=7)
_SALTO = timedelta(days=60)


class Estranheza(StrEnum):
    """O que não parece certo."""

    A_FRENTE = "a frente"
    SALTO = "salto"


@dataclass(frozen=True, slots=True)
class Suspeita:
    """Uma data que talvez não seja a que se quer.

    Atributos:
        data: a do fechamento.
        relogio: o dia desta máquina.
        ultimo: o último sinal de uso, do salto.
    """

    qual: Estranheza
    data: date
    relogio: date
    ultimo: date | None = None

    def so_avisa(self) -> bool:
        """Poucos dias à frente: o agendador diz e segue; a janela pergunta assim mesmo."""
        return self.qual is Estranheza.A_FRENTE and self.data - self.relogio <= _SO_AVISA


def suspeitar(data: date, relogio: date, ultimo: date | None) -> Suspeita | None:
    """Diz o que há de estranho em fechar esta data, ou None.

    Args:
        data: a do fechamento.
        relogio: o dia desta máquina.
        ultimo: o do último fechamento ou importação, o que for mais novo; None é que nunca houve.
    """
    a_frente = Suspeita(Estranheza.A_FRENTE, data, relogio) if data > relogio else None
    saltou = ultimo is not None and relogio - ultimo > _SALTO
    if saltou and (a_frente is None or a_frente.so_avisa()):
        return Suspeita(Estranheza.SALTO, data, relogio, ultimo)
    return a_frente
