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
    linhas = (de_multa(vencimento, multa), de_juros(vencimento, juros_por_dia(saldo_centavos, percentuais)))
    return tuple(filter(None, linhas))


def de_multa(vencimento: date | None, centavos: Centavos) -> str:
    """A linha de uma multa em reais; vazia se é zero."""
    return f"Após {_dia(vencimento)}, cobrar multa de {em_reais(centavos)}." if centavos else ""


def de_juros(vencimento: date | None, por_dia_centavos: Centavos) -> str:
    """A linha dos juros de um dia em reais; vazia se são zero."""
    return (
        f"Após {_dia(vencimento)}, cobrar {em_reais(por_dia_centavos)} por dia de atraso." if por_dia_centavos else ""
    )


def de_desconto(ate: date | None, centavos: Centavos) -> str:
    """A linha de um desconto em reais; vazia se é zero."""
    return f"Até {_dia(ate)}, conceder desconto de {em_reais(centavos)}." if centavos else ""


def _dia(dia: date | None) -> str:
    return f"{dia.day:02}/{dia.month:02}/{dia.year}" if dia else "o vencimento"
