"""Dinheiro em centavos (regras.md §1; linha-de-comando.md, valores)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras import dinheiro
from regras.erros import DadoInvalido

CENTAVOS = st.integers(0, dinheiro.MAIOR_VALOR_CENTAVOS)


@pytest.mark.parametrize(
    ("texto", "centavos"),
    [
        ("1.234,56", 123456),
        ("1234.56", 123456),
        ("1234", 123400),
        ("0,01", 1),
        ("1,5", 150),
        ("1.5", 150),
        ("1.234.567", 123456700),
        ("12.345.678,90", 1234567890),
        (" R$ 10,00 ", 1000),
    ],
)
def test_le_valor_com_virgula_ou_ponto(texto: str, centavos: int) -> None:
    assert dinheiro.ler_centavos(texto) == centavos


@pytest.mark.parametrize("texto", ["", "abc", "1,234", "1.23,45", "-1", "1e5", "١", "1,234.56", "NaN", "1..2", ",50"])
def test_recusa_o_que_nao_e_valor(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        dinheiro.ler_centavos(texto)


def test_um_ponto_e_tres_algarismos_e_ambiguo() -> None:
    with pytest.raises(DadoInvalido, match="ambíguo"):
        dinheiro.ler_centavos("1.234")


@pytest.mark.parametrize("texto", ["9" * 17, "9" * 5000, "9" * 17 + ",00", "9." + "999." * 5 + "999"])
def test_recusa_o_que_nao_caberia_na_base(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        dinheiro.ler_centavos(texto)


@given(CENTAVOS)
def test_o_que_se_escreve_se_le_de_volta(centavos: int) -> None:
    assert dinheiro.ler_centavos(dinheiro.formatar(centavos)) == centavos
    assert dinheiro.ler_centavos(dinheiro.em_decimal(centavos)) == centavos
    assert dinheiro.ler_centavos(dinheiro.em_reais(centavos)) == centavos


def test_escreve_negativo_e_milhares() -> None:
    assert dinheiro.formatar(-8421055) == "-84.210,55"
    assert dinheiro.em_decimal(-5) == "-0.05"


@given(CENTAVOS, st.decimals(0, 100, places=4), st.integers(0, 4000))
def test_percentual_arredonda_metade_para_cima_uma_vez(centavos: int, percentual: Decimal, dias: int) -> None:
    exato = Decimal(centavos) * percentual * dias / Decimal(3000)
    esperado = int(exato.quantize(Decimal(1), ROUND_HALF_UP))
    assert dinheiro.aplicar_percentual(centavos, percentual, numerador=dias, denominador=30) == esperado


@pytest.mark.parametrize(("texto", "esperado"), [("2", "2"), ("2,5%", "2.5"), ("0.033", "0.033"), ("100", "100")])
def test_le_percentual(texto: str, esperado: str) -> None:
    assert dinheiro.ler_percentual(texto) == Decimal(esperado)


@pytest.mark.parametrize("texto", ["", "-1", "101", "abc", "1,2,3"])
def test_recusa_percentual_fora_da_faixa_ou_ilegivel(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        dinheiro.ler_percentual(texto)
