"""As causas de um cancelamento em português (regras.md §6.2)."""

from __future__ import annotations

from datetime import date

import pytest

from regras.cancelamento import Causa, Causas, PorQue, dizer

DIA = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("causas", "frase"),
    [
        ({}, ""),
        ({("1", "1"): PorQue(Causa.PAGO, DIA)}, "1/1 pago em 10/12/2026"),
        ({("1", "1"): PorQue(Causa.SEM_SALDO), ("2", "1"): PorQue(Causa.SEM_SALDO)}, "1/1 e 2/1 sem saldo"),
        (
            {("1", "1"): PorQue(Causa.PAGO, DIA), ("2", "1"): PorQue(Causa.PRORROGADO, DIA)},
            "1/1 pago em 10/12/2026; 2/1 prorrogado para 10/12/2026",
        ),
        ({("1", "1"): PorQue(Causa.NAO_AVISAR)}, "o cliente passou a “não avisar”"),
        ({("1", "1"): PorQue(Causa.PROMESSA, DIA)}, "o cliente prometeu pagar até 10/12/2026"),
        (
            {("1", "1"): PorQue(Causa.AUSENTE), ("2", "1"): PorQue(Causa.SUBSTITUIDO)},
            "1/1 baixado, por não constar do arquivo do ERP; 2/1: substituído: a data passou antes do envio",
        ),
    ],
)
def test_cada_causa_com_os_seus_debitos(causas: Causas, frase: str) -> None:
    assert dizer(causas) == frase


def test_muitos_debitos_viram_a_contagem() -> None:
    causas = {(str(numero), "1"): PorQue(Causa.PAGO, DIA) for numero in range(1200)}
    assert dizer(causas) == "1200 débitos pagos em 10/12/2026"


@pytest.mark.parametrize("causa", Causa)
def test_toda_causa_tem_frase_inteira(causa: Causa) -> None:
    for chaves in ([("1", "1")], [("1", "1"), ("2", "1")]):
        frase = dizer({chave: PorQue(causa, DIA) for chave in chaves})
        assert len(frase) > 5
        assert "{" not in frase
