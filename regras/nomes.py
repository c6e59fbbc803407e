"""Comparação de nomes de grupo e situação, e limpeza de texto vindo de fora (regras.md §1)."""

from __future__ import annotations

import unicodedata

_DIRECAO = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invertem a ordem das letras na tela: um nome passa por outro, e um `.exe` por um `.pdf`."""


def chave(nome: str) -> str:
    """Devolve a forma com que nomes são comparados: sem maiúsculas, acentos nem espaços repetidos."""
    if nome.isascii():
        return " ".join(nome.casefold().split())
    # Decompor antes de baixar as maiúsculas: “𝐀” e “Å” só viram letra comum depois de decompostas.
    decomposto = unicodedata.normalize("NFKD", nome)
    sem_acentos = "".join(letra for letra in decomposto if not unicodedata.combining(letra))
    return " ".join(sem_acentos.casefold().split())


def tem_controle(texto: str) -> bool:
    """Diz se há caractere de controle (categoria Cc) ou separador de linha Unicode no texto."""
    return any(unicodedata.category(letra) == "Cc" or letra in "\u2028\u2029" for letra in texto)


def tem_invisivel(texto: str) -> bool:
    """Diz se há caractere de controle ou de direção (bidi): nenhum nome, endereço ou documento os leva."""
    return not texto.isprintable() and (tem_controle(texto) or not _DIRECAO.isdisjoint(texto))
