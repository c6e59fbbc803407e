"""O texto que pode ir numa célula de planilha sem virar fórmula."""

from __future__ import annotations

_INICIO_DE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def celula_segura(texto: str) -> str:
    """Põe um apóstrofo na frente do que a planilha tomaria por fórmula."""
    return f"'{texto}" if texto.startswith(_INICIO_DE_FORMULA) else texto
