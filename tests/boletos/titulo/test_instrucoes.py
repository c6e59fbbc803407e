"""Instruções do boleto: valores e datas prontos."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from boletos.titulo import instrucoes
from regras.encargos import Percentuais

VENCIMENTO = date(2026, 12, 1)
MULTA = "Após 01/12/2026, cobrar multa de R$ 24,69."
POR_DIA = "Após 01/12/2026, cobrar R$ 0,41 por dia de atraso."


@pytest.mark.parametrize(
    ("multa", "juros", "linhas"),
    [
        (
            "2",
            "1",
            (MULTA, POR_DIA),
        ),
        ("0", "1", (POR_DIA,)),
        ("2", "0", (MULTA,)),
        ("0", "0", ()),
        ("0.0001", "0.0001", ()),
    ],
)
def test_multa_e_juros_em_reais_e_o_que_da_zero_e_omitido(multa: str, juros: str, linhas: tuple[str, ...]) -> None:
    escritas = instrucoes.de_encargos(VENCIMENTO, 123456, Percentuais(Decimal(multa), Decimal(juros)))
    assert tuple(linha.replace("\N{NO-BREAK SPACE}", " ") for linha in escritas) == linhas


@pytest.mark.parametrize(
    ("texto", "linhas"),
    [
        ("", ()),
        (" | \n ", ()),
        ("Não receber após 30 dias", ("Não receber após 30 dias",)),
        ("Uma|Duas \r\n  Três   e meia", ("Uma", "Duas", "Três e meia")),
    ],
)
def test_instrucoes_da_conta_separadas_por_barra_ou_quebra(texto: str, linhas: tuple[str, ...]) -> None:
    assert instrucoes.separar(texto) == linhas
