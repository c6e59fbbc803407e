"""Cada campo: o que não se entende é None, nunca o que der."""

from __future__ import annotations

from datetime import date

import pytest

from regras.retorno.campos import ler_conta, ler_data, ler_data_ao_contrario, ler_valor
from regras.retorno.titulo import ContaLida


@pytest.mark.parametrize(
    ("octetos", "valor"),
    [
        (b"0000015000", 15000),
        (b"          ", 0),
        (b"", 0),
        (b"00000  ", 0),
        (b"00000150-0", None),
        (b"0000 15000", None),
        (b"000001500A", None),
        ("000015²".encode("cp1252"), None),
    ],
)
def test_valor(octetos: bytes, valor: int | None) -> None:
    assert ler_valor(octetos) == valor


@pytest.mark.parametrize(
    ("octetos", "dia"),
    [
        (b"191126", date(2026, 11, 19)),
        (b"19112026", date(2026, 11, 19)),
        (b"000000", None),
        (b"        ", None),
        (b"", None),
        (b"310226", None),
        (b"19111996", None),
        (b"01012101", None),
        (b"1911 026", None),
        (b"1911", None),
    ],
)
def test_data(octetos: bytes, dia: date | None) -> None:
    assert ler_data(octetos) == dia


def test_data_com_o_ano_na_frente() -> None:
    assert ler_data_ao_contrario(b"20261119") == date(2026, 11, 19)
    assert ler_data_ao_contrario(b"191126") is None
    assert ler_data_ao_contrario(b"20261301") is None
    assert ler_data_ao_contrario(b"00000000") is None


def test_conta_so_com_algarismos() -> None:
    assert ler_conta(b"01234", b"0005550-1", b"   ") == ContaLida("1234", "55501", "")
