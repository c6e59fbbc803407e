"""As colunas que toda lista tem: dinheiro, número, dia, hora e estado, escritas e ordenadas sempre do mesmo jeito."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, TypedDict, TypeVar, Unpack

from regras.aviso import Estado
from regras.dinheiro import Centavos, formatar
from ui import frases
from ui.contexto import em_hora_local
from ui.tabelas import estados
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

L = TypeVar("L")
NADA = "–"
"""O que se escreve onde não há valor."""
Dito = tuple[str, str, str]
"""Uma situação: a frase, o ícone e a cor, que pode ser vazia (a do corpo)."""


class _Outros(TypedDict, Generic[L], total=False):
    """Os campos de `Coluna` que a forma não decide."""

    ordem_na_base: str
    icone: Callable[[L], str]
    cor: Callable[[L], str]
    peso: Peso
    detalhe: bool


def texto(titulo: str, ler: Callable[[L], str | None], largura: int = 120, **outros: Unpack[_Outros[L]]) -> Coluna[L]:
    """Texto que pode faltar; `outros` são os demais campos de `Coluna`."""
    return Coluna(titulo, lambda linha: ler(linha) or NADA, largura=largura, **outros)


def dinheiro(
    titulo: str, ler: Callable[[L], Centavos], largura: int = 100, *, zero: bool = True, **outros: Unpack[_Outros[L]]
) -> Coluna[L]:
    """Centavos à direita, sem símbolo; sem `zero`, o nada é um traço."""
    return Coluna(
        titulo,
        lambda linha: formatar(valor) if (valor := ler(linha)) or zero else NADA,
        ler,
        Alinhamento.DIREITA,
        largura=largura,
        **outros,
    )


def numero(titulo: str, ler: Callable[[L], int], largura: int = 80, **outros: Unpack[_Outros[L]]) -> Coluna[L]:
    """Quantidade à direita, com ponto de milhar."""
    return Coluna(titulo, lambda linha: frases.numero(ler(linha)), ler, Alinhamento.DIREITA, largura=largura, **outros)


def dia(titulo: str, ler: Callable[[L], date], largura: int = 104, **outros: Unpack[_Outros[L]]) -> Coluna[L]:
    """Data curta."""
    return Coluna(titulo, lambda linha: frases.data_curta(ler(linha)), ler, largura=largura, **outros)


def instante(
    titulo: str,
    ler: Callable[[L], datetime | None],
    largura: int = 120,
    *,
    formato: str = "%d/%m/%Y",
    **outros: Unpack[_Outros[L]],
) -> Coluna[L]:
    """Instante da base na hora da máquina, neste formato de `strftime`."""

    def dizer(linha: L) -> str:
        em = ler(linha)
        return format(em_hora_local(em), formato) if em else NADA

    return Coluna(titulo, dizer, ler, largura=largura, **outros)


def situacao(titulo: str, dizer: Callable[[L], Dito], largura: int, ordem_na_base: str = "") -> Coluna[L]:
    """Uma palavra ou frase, com o ícone e a cor que dizem o mesmo."""
    return Coluna(
        titulo,
        lambda linha: dizer(linha)[0],
        icone=lambda linha: dizer(linha)[1],
        cor=lambda linha: dizer(linha)[2],
        largura=largura,
        ordem_na_base=ordem_na_base,
    )


def estado(titulo: str, ler: Callable[[L], Estado], largura: int = 112, ordem_na_base: str = "") -> Coluna[L]:
    """Estado de um aviso."""
    return situacao(titulo, lambda linha: dizer_estado(ler(linha)), largura, ordem_na_base)


def dizer_estado(estado: Estado) -> Dito:
    """A palavra, o ícone e a cor de um estado."""
    return frases.ESTADOS[estado], estados.ICONES[estado], estados.CORES[estado]
