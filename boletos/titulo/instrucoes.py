"""Instruções do boleto: valores e datas já calculados, e as linhas da conta de cobrança (boleto.md B.6)."""

from __future__ import annotations

from datetime import date

from regras.dinheiro import Centavos, em_reais
from regras.encargos import Percentuais, aplicar, juros_por_dia


def separar(texto: str) -> tuple[str, ...]:
    """Devolve as linhas de um texto separado por `|` ou quebra de linha, sem as vazias."""
    return tuple(limpa for linha in texto.replace("|", "\n").splitlines() if (limpa := " ".join(linha.split())))


def de_encargos(vencimento: date, saldo_centavos: Centavos, percentuais: Percentuais) -> tuple[str, ...]:
    """Devolve as linhas de multa e de juros por dia, em reais; a que der zero é omitida.

    Os valores são sobre o saldo, arredondados como em regras.md §5.
    """
    multa = aplicar(saldo_centavos, percentuais, 0).multa_centavos
    por_dia = juros_por_dia(saldo_centavos, percentuais)
    linhas = []
    depois = f"Após {vencimento.day:02}/{vencimento.month:02}/{vencimento.year}, cobrar"
    if multa:
        linhas.append(f"{depois} multa de {em_reais(multa)}.")
    if por_dia:
        linhas.append(f"{depois} {em_reais(por_dia)} por dia de atraso.")
    return tuple(linhas)
