"""Faixas de atraso: a idade da dívida, como o painel, a carteira mensal e a prévia da primeira vez a mostram."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class FaixaDeAtraso(StrEnum):
    """Dias corridos desde o vencimento, do mais novo ao mais velho; o texto é o que a base guarda."""

    A_VENCER = "a_vencer"
    ATE_30 = "ate_30"
    ATE_60 = "ate_60"
    ATE_90 = "ate_90"
    MAIS_90 = "mais_90"

    @classmethod
    def de_dias(cls, dias: int) -> FaixaDeAtraso:
        """A faixa de um débito; `dias` é hoje − vencimento."""
        return next(faixa for faixa, (_, ate) in _DIAS.items() if ate is None or dias <= ate)

    def vencimentos(self, hoje: date) -> tuple[date | None, date | None]:
        """O primeiro e o último vencimento que caem na faixa nesta data; None é sem limite."""
        de, ate = _DIAS[self]
        primeiro = None if ate is None else hoje - timedelta(days=ate)
        ultimo = None if de is None else hoje - timedelta(days=de)
        return primeiro, ultimo


_DIAS: dict[FaixaDeAtraso, tuple[int | None, int | None]] = {
    FaixaDeAtraso.A_VENCER: (None, 0),
    FaixaDeAtraso.ATE_30: (1, 30),
    FaixaDeAtraso.ATE_60: (31, 60),
    FaixaDeAtraso.ATE_90: (61, 90),
    FaixaDeAtraso.MAIS_90: (91, None),
}
"""De quantos a quantos dias; None é sem limite. Vence hoje ainda é a vencer (regras.md §2)."""
VENCIDAS: tuple[FaixaDeAtraso, ...] = tuple(faixa for faixa in FaixaDeAtraso if faixa is not FaixaDeAtraso.A_VENCER)
"""As faixas do que já venceu."""
