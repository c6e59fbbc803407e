"""O tom de um aviso: um só, pela maior idade dos seus vencidos, ainda que leve débitos de várias idades."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from regras.aviso import DebitoAvisado
from regras.debito import Classe

ATE_DIAS = 30
"""Dias desde o vencimento até os quais o atraso ainda é recente."""


class Tom(StrEnum):
    """Como se fala com o cliente, do mais leve ao mais firme."""

    A_VENCER = "a_vencer"
    ATE_30 = "ate_30"
    ACIMA_DE_30 = "acima_de_30"


def maior_atraso(debitos: Iterable[DebitoAvisado]) -> int:
    """Dias desde o vencimento do vencido mais antigo; 0 se o aviso não leva vencidos.

    Em carência ou de vencimento prorrogado para o dia útil não é vencido, e não pesa.
    """
    return max((debito.dias for debito in debitos if debito.classe is Classe.VENCIDO), default=0)


def do_aviso(debitos: Iterable[DebitoAvisado]) -> Tom:
    """O tom da mensagem que leva estes débitos, e só eles: o que foi pago antes de sair não conta."""
    debitos = tuple(debitos)
    if not any(debito.classe is Classe.VENCIDO for debito in debitos):
        return Tom.A_VENCER
    return Tom.ATE_30 if maior_atraso(debitos) <= ATE_DIAS else Tom.ACIMA_DE_30
