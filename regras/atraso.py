"""Faixas de atraso: a idade da dívida vencida, como a prévia da primeira vez a mostra."""

from __future__ import annotations

from enum import StrEnum


class FaixaDeAtraso(StrEnum):
    """Dias corridos desde o vencimento; o texto é o da tela."""

    ATE_30 = "1–30"
    ATE_60 = "31–60"
    ATE_90 = "61–90"
    MAIS_90 = "90+"

    @classmethod
    def de_dias(cls, dias: int) -> FaixaDeAtraso:
        """A faixa de um vencido; `dias` é hoje − vencimento, de 1 em diante."""
        limites = ((30, cls.ATE_30), (60, cls.ATE_60), (90, cls.ATE_90))
        return next((faixa for limite, faixa in limites if dias <= limite), cls.MAIS_90)
