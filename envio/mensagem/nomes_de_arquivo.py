"""Nomes dos anexos: ASCII, curtos, sem caractere perigoso e aceitos por qualquer sistema (email.md §5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

MAIOR_NOME = 60
"""Caracteres, com a extensão."""
MAIOR_EXTENSAO = 8
_FORA = re.compile(r"[^A-Za-z0-9]+")
_RESERVADOS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Nomes que o Windows não deixa criar, com qualquer extensão."""


def do_relatorio(data: date) -> str:
    """Devolve `relatorio-2026-11-24.pdf`."""
    return f"relatorio-{data.isoformat()}.pdf"


def do_boleto(cliente: str, documento: str, parcela: str) -> str:
    """Devolve `boleto-000123-1234-1.pdf`."""
    return nomear(f"boleto-{cliente}-{documento}-{parcela}", "pdf")


def nomear(texto: str, extensao: str) -> str:
    """Transforma um texto qualquer em nome de arquivo: sem acento, espaço, barra nem nome reservado.

    Args:
        texto: de onde sai o nome.
        extensao: sem ponto.
    """
    simples = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    raiz = _FORA.sub("-", simples).strip("-") or "anexo"
    if _RESERVADOS.fullmatch(raiz):
        raiz = f"anexo-{raiz}"
    return _caber(raiz, "", _FORA.sub("", extensao)[:MAIOR_EXTENSAO].lower() or "bin")


def tornar_unicos(nomes: Iterable[str]) -> list[str]:
    """Devolve os nomes na ordem, já limpos, com `-2`, `-3`… nos que se repetem (maiúsculas não diferenciam)."""
    usados: set[str] = set()
    unicos = []
    for nome in nomes:
        limpo = nomear(*nome.rpartition(".")[::2])
        raiz, _, extensao = limpo.rpartition(".")
        unico, vez = limpo, 1
        while unico.lower() in usados:
            vez += 1
            unico = _caber(raiz, f"-{vez}", extensao)
        usados.add(unico.lower())
        unicos.append(unico)
    return unicos


def _caber(raiz: str, sufixo: str, extensao: str) -> str:
    cabem = MAIOR_NOME - len(sufixo) - len(extensao) - 1
    return f"{raiz[:cabem].rstrip('-')}{sufixo}.{extensao}"
