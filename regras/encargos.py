"""Multa e juros de um débito na data de referência (regras.md §5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from regras.calendario import vencimento_efetivo
from regras.dinheiro import Centavos, aplicar_percentual

DIAS_DO_MES = 30


class Percentuais(NamedTuple):
    """Multa em % do saldo e juros em % ao mês."""

    multa: Decimal
    juros_mes: Decimal

    def ou(self, multa: Decimal | None, juros_mes: Decimal | None) -> Percentuais:
        """Aplica os mais específicos por cima destes: None herda, zero é zero."""
        return Percentuais(self.multa if multa is None else multa, self.juros_mes if juros_mes is None else juros_mes)


class Encargos(NamedTuple):
    """Multa e juros em centavos, cada um arredondado uma vez."""

    multa_centavos: Centavos = 0
    juros_centavos: Centavos = 0


SEM_ENCARGOS = Encargos()


def calcular(
    saldo_centavos: Centavos,
    percentuais: Percentuais,
    vencimento: date,
    hoje: date,
    feriados_locais: Collection[date] = (),
) -> Encargos:
    """Calcula os encargos sobre o saldo; nada até o vencimento efetivo, inclusive.

    Os juros contam dias corridos desde o vencimento original.
    """
    if hoje <= vencimento or hoje <= vencimento_efetivo(vencimento, feriados_locais):
        return SEM_ENCARGOS
    return aplicar(saldo_centavos, percentuais, (hoje - vencimento).days)


def aplicar(saldo_centavos: Centavos, percentuais: Percentuais, dias: int) -> Encargos:
    """Aplica multa e juros de `dias` corridos de atraso, já sabido que são devidos."""
    return Encargos(
        aplicar_percentual(saldo_centavos, percentuais.multa),
        aplicar_percentual(saldo_centavos, percentuais.juros_mes, numerador=dias, denominador=DIAS_DO_MES),
    )


def juros_por_dia(saldo_centavos: Centavos, percentuais: Percentuais) -> Centavos:
    """Juros de um dia em centavos, para as instruções do boleto."""
    return aplicar(saldo_centavos, percentuais, 1).juros_centavos


class EncargosDoDia:
    """Calcula os encargos de muitos débitos numa mesma data, com memória por vencimento."""

    def __init__(self, hoje: date, feriados_locais: Collection[date] = ()) -> None:
        self._hoje = hoje
        self._feriados_locais = feriados_locais
        self._devidos: dict[date, bool] = {}

    def calcular(self, saldo_centavos: Centavos, percentuais: Percentuais, vencimento: date) -> Encargos:
        """O mesmo que `calcular`, sem refazer a conta do dia útil a cada débito."""
        if vencimento not in self._devidos:
            self._devidos[vencimento] = self._hoje > vencimento_efetivo(vencimento, self._feriados_locais)
        if not self._devidos[vencimento]:
            return SEM_ENCARGOS
        return aplicar(saldo_centavos, percentuais, (self._hoje - vencimento).days)
