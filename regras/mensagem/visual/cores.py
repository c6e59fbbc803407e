"""A cor da empresa na mensagem, com as suas companheiras legíveis (contraste AA, 4,5 para 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from regras.erros import DadoInvalido

COR_PADRAO = "#0b6175"
_BRANCO, _TINTA, _PRETO = "#ffffff", "#15212a", "#000000"
_AA = Decimal("4.5")
_ESCRITA = re.compile(r"#[0-9a-f]{6}")
_CANAIS = (Decimal("0.2126"), Decimal("0.7152"), Decimal("0.0722"))


@dataclass(frozen=True, slots=True)
class Cores:
    """Atributos: `faixa` e o `texto` sobre ela; `acento`, que se lê no branco e no claro; `claro`, o fundo suave."""

    faixa: str
    texto: str
    acento: str
    claro: str


def conferir(cor: str) -> str:
    """Devolve a cor em `#rrggbb`.

    Raises:
        DadoInvalido: não é uma cor.
    """
    if not _ESCRITA.fullmatch(escrita := cor.strip().lower()):
        raise DadoInvalido("Cor", f"“{cor}” não é uma cor", o_que_fazer="Escreva como #0b6175.")
    return escrita


@lru_cache(maxsize=32)
def da_cor(cor: str) -> Cores:
    """As cores da mensagem a partir da escolhida: a que não se leria é escurecida até que se leia."""
    claro = _misturar(cor, _BRANCO, 88)
    acento = next(tom for passo in range(0, 101, 4) if contraste(tom := _misturar(cor, _PRETO, passo), claro) >= _AA)
    texto = next((tom for tom in (_BRANCO, _TINTA) if contraste(tom, cor) >= _AA), _PRETO)
    return Cores(cor, texto, acento, claro)


def contraste(uma: str, outra: str) -> Decimal:
    """A razão de contraste da WCAG entre duas cores, de 1 a 21."""
    menor, maior = sorted((_luminancia(uma), _luminancia(outra)))
    return (maior + Decimal("0.05")) / (menor + Decimal("0.05"))


def _luminancia(cor: str) -> Decimal:
    return sum((peso * _linear(canal) for peso, canal in zip(_CANAIS, _canais(cor), strict=True)), Decimal(0))


@lru_cache(maxsize=256)
def _linear(canal: int) -> Decimal:
    parte = Decimal(canal) / 255
    if parte <= Decimal("0.04045"):
        return parte / Decimal("12.92")
    return Decimal(((parte + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4"))


def _canais(cor: str) -> tuple[int, int, int]:
    return int(cor[1:3], 16), int(cor[3:5], 16), int(cor[5:7], 16)


def _misturar(cor: str, outra: str, por_cento: int) -> str:
    pares = zip(_canais(cor), _canais(outra), strict=True)
    return "#" + "".join(f"{(um * (100 - por_cento) + outro * por_cento) // 100:02x}" for um, outro in pares)
