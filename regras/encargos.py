"""Multa e juros de um débito na data de referência (regras.md §5)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from regras.calendario import vencimento_efetivo
from regras.dinheiro import Centavos, aplicar_percentual, em_fracao

DIAS_DO_MES = 30
MULTA_USUAL = Decimal(2)
JUROS_USUAIS_MES = Decimal(1)
"""Os limites que a lei de consumo e o costume admitem; acima deles a tela avisa e deixa gravar (regras.md §5)."""


class Percentuais(NamedTuple):
    """Multa em % do saldo e juros em % ao mês."""

    multa: Decimal
    juros_mes: Decimal

    def ou(self, multa: Decimal | None, juros_mes: Decimal | None) -> Percentuais:
        """Aplica os mais específicos por cima destes: None herda, zero é zero."""
        return Percentuais(self.multa if multa is None else multa, self.juros_mes if juros_mes is None else juros_mes)


def avisar_do_usual(multa: Decimal | None, juros_mes: Decimal | None) -> str:
    """Devolve a frase de quando a multa ou os juros passam do limite usual; vazia se não passam, ou se são None."""
    achados = []
    if multa is not None and multa > MULTA_USUAL:
        achados.append(f"a multa passa de {MULTA_USUAL} %")
    if juros_mes is not None and juros_mes > JUROS_USUAIS_MES:
        achados.append(f"os juros passam de {JUROS_USUAIS_MES} % ao mês")
    frase = f"{' e '.join(achados)}, o limite usual; confira com quem responde pelo contrato."
    return frase[0].upper() + frase[1:] if achados else ""


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


def preparar(
    percentuais: Percentuais, vencimento: date, hoje: date, feriados_locais: Collection[date] = ()
) -> Callable[[Centavos], Encargos]:
    """O mesmo que `calcular`, pronto para muitos saldos deste vencimento: só multiplicar e dividir inteiros."""
    if hoje <= vencimento or hoje <= vencimento_efetivo(vencimento, feriados_locais):
        return lambda _saldo: SEM_ENCARGOS
    return _preparar_dias(percentuais, (hoje - vencimento).days)


def _preparar_dias(percentuais: Percentuais, dias: int) -> Callable[[Centavos], Encargos]:
    """A conta de `dinheiro.aplicar_percentual` com as frações já feitas: metade para cima, uma vez em cada parcela."""
    multa, por = em_fracao(percentuais.multa)
    juros_mes, por_mes = em_fracao(percentuais.juros_mes)
    multa, dobro = 2 * multa, 2 * por
    juros, por_dia = 2 * juros_mes * dias, por_mes * DIAS_DO_MES
    dobro_por_dia = 2 * por_dia
    # `Encargos(...)` passa por uma função a mais, que custa tanto quanto a conta.
    novo = tuple.__new__

    def aplicar_ao_saldo(saldo_centavos: Centavos) -> Encargos:
        valores = (saldo_centavos * multa + por) // dobro, (saldo_centavos * juros + por_dia) // dobro_por_dia
        return novo(Encargos, valores)

    return aplicar_ao_saldo


def juros_por_dia(saldo_centavos: Centavos, percentuais: Percentuais) -> Centavos:
    """Juros de um dia em centavos, para as instruções do boleto."""
    return aplicar(saldo_centavos, percentuais, 1).juros_centavos
