"""O texto que pode ir numa célula de planilha sem virar fórmula, e de volta."""

from __future__ import annotations

import unicodedata

# As de largura inteira valem o mesmo em algumas planilhas.
_SINAIS = frozenset("=+-@＝＋－＠")
_SEMPRE = frozenset("\t\r\n")
_APOSTROFO = "'"
_ASPAS = frozenset("\"'`´‘’“”")
_INVISIVEIS = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


def celula_segura(texto: str) -> str:
    """Põe um apóstrofo na frente do que a planilha tomaria por fórmula, mesmo depois de espaços ou de aspas."""
    return f"{_APOSTROFO}{texto}" if _e_formula(texto) else texto


def celula_original(texto: str) -> str:
    """Tira o apóstrofo que `celula_segura` pôs: o arquivo das rejeitadas, corrigido, volta como era."""
    e_nosso = texto.startswith(_APOSTROFO) and _e_formula(texto[1:])
    return texto[1:] if e_nosso else texto


def _e_formula(texto: str) -> bool:
    for letra in texto:
        if letra in _SINAIS or letra in _SEMPRE:
            return True
        if letra.isalnum() or not (letra in _ASPAS or unicodedata.category(letra) in _INVISIVEIS):
            return False
    return False
