"""O débito e a sua classe na data de referência (regras.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from regras.calendario import vencimento_efetivo
from regras.dinheiro import Centavos
from regras.parametros import ParametrosAviso

ChaveDebito = tuple[str, str, str]
"""Cliente, documento, parcela."""
Marca = tuple[str, str, str, date]
"""Cliente, documento, parcela, vencimento: o que identifica um "a vencer" já avisado (regras.md §2.3)."""


class Classe(StrEnum):
    """Como o débito é visto na data de referência."""

    A_VENCER = "a_vencer"
    CARENCIA = "carencia"
    VENCIDO = "vencido"
    FUTURO = "futuro"


class Debito(NamedTuple):
    """Um título a receber. Tupla nomeada, e não dataclass: a seleção lê 60 mil de uma vez direto da base.

    Dinheiro em centavos. Percentuais None herdam da conta de cobrança, senão da empresa.

    Atributos:
        ausente_em: quando faltou no retrato completo do ERP e por isso foi dado por pago (linha-de-comando.md,
            `--ausentes baixar`); deixa de valer se `pago_em` passar a dizer outra coisa.
    """

    cliente: str
    documento: str
    parcela: str
    vencimento: date
    valor_centavos: Centavos
    saldo_centavos: Centavos
    emissao: date | None = None
    situacao: str = ""
    conta_cobranca: str = ""
    nosso_numero: str = ""
    linha_digitavel: str = ""
    pix_copia_e_cola: str = ""
    pago_em: date | None = None
    multa_percentual: Decimal | None = None
    juros_percentual_mes: Decimal | None = None
    ausente_em: date | None = None

    @property
    def chave(self) -> ChaveDebito:
        """Cliente, documento e parcela."""
        return self[:3]

    @property
    def marca(self) -> Marca:
        """A chave mais o vencimento original."""
        return self[:4]

    def esta_em_aberto(self) -> bool:
        """Saldo maior que zero e sem data de pagamento, qualquer que seja ela (regras.md §1)."""
        return self.saldo_centavos > 0 and self.pago_em is None

    def foi_baixado_por_ausencia(self) -> bool:
        """Diz se a baixa foi só presumida, porque o débito não veio no arquivo; ninguém disse que foi pago."""
        return self.pago_em is not None and self.pago_em == self.ausente_em


def classificador(
    parametros: ParametrosAviso, hoje: date, feriados_locais: Collection[date] = ()
) -> Callable[[date], Classe]:
    """Devolve a função que classifica um vencimento nesta data, com memória por vencimento.

    Com `prorrogar_dia_util` a classe usa o vencimento efetivo (regras.md §2.8).
    """
    antecedencia, carencia = parametros.vencendo_em_dias, parametros.dias_para_vencido

    @cache
    def classificar_vencimento(vencimento: date) -> Classe:
        base = vencimento_efetivo(vencimento, feriados_locais) if parametros.prorrogar_dia_util else vencimento
        dias = (hoje - base).days
        if dias < -antecedencia:
            return Classe.FUTURO
        if dias <= 0:
            return Classe.A_VENCER
        return Classe.VENCIDO if dias >= carencia else Classe.CARENCIA

    return classificar_vencimento


def classificar(
    debito: Debito, parametros: ParametrosAviso, hoje: date, feriados_locais: Collection[date] = ()
) -> Classe:
    """Classifica um débito só; para muitos, peça um `classificador`."""
    return classificador(parametros, hoje, feriados_locais)(debito.vencimento)
