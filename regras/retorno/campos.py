"""Cada campo do retorno, dos octetos ao valor: o que não se entende é None, nunca "o que der" (retorno.md §2)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from regras.dinheiro import Centavos
from regras.retorno.titulo import ContaLida

PRIMEIRO_ANO, ULTIMO_ANO = 1997, 2100
"""Data fora destes anos não é data."""


@lru_cache(maxsize=1 << 14)
def ler_valor(octetos: bytes) -> Centavos | None:
    """O inteiro do campo; em branco é zero, e o que tem letra, sinal ou espaço entre algarismos é None."""
    algarismos = octetos.strip()
    if algarismos.isdigit():
        return int(algarismos)
    return None if algarismos else 0


@lru_cache(maxsize=4096)
def ler_data(octetos: bytes) -> date | None:
    """`DDMMAA` (século 20) ou `DDMMAAAA`; zerada, em branco, impossível ou de outra época é None."""
    if not octetos.isdigit():
        return None
    dia, mes, ano = octetos[:2], octetos[2:4], octetos[4:]
    return _montar(int(ano or 0) + (2000 if len(octetos) == 6 else 0), int(mes or 0), int(dia))


@lru_cache(maxsize=4096)
def ler_data_ao_contrario(octetos: bytes) -> date | None:
    """`AAAAMMDD`, nas mesmas condições."""
    if not octetos.isdigit() or len(octetos) != 8:
        return None
    return _montar(int(octetos[:4]), int(octetos[4:6]), int(octetos[6:]))


def _montar(ano: int, mes: int, dia: int) -> date | None:
    if not PRIMEIRO_ANO <= ano <= ULTIMO_ANO:
        return None
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def ler_conta(agencia: bytes, conta: bytes, convenio: bytes) -> ContaLida:
    """A conta, só com os algarismos e sem os zeros à esquerda."""
    return ContaLida(_algarismos(agencia), _algarismos(conta), _algarismos(convenio))


def _algarismos(octetos: bytes) -> str:
    return bytes(octeto for octeto in octetos if 48 <= octeto <= 57).decode().lstrip("0")
