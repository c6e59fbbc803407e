"""Apaga segredos do que um servidor diz, para que nada do que se guarda da conversa os traga (email.md §3)."""

from __future__ import annotations

import base64
from itertools import groupby
from urllib.parse import quote

TARJA = "***"
_PEDACO = 16
"""Letras seguidas de um segredo longo que já o denunciam: o servidor pode quebrá-lo em linhas, ou cortá-lo."""
_MENOR_PEDACO_BASE64 = 6
"""Abaixo disso um pedaço de base64 se parece com qualquer palavra."""
_PARA_URL = str.maketrans("+/", "-_")


class Ocultador:
    """Conhece os segredos de uma sessão; nada deles aparece em `repr`."""

    def __init__(self, *segredos: str) -> None:
        """Prepara as formas em que cada segredo pode aparecer; os vazios não contam."""
        formas = {forma for segredo in segredos if segredo for forma in _formas(segredo)}
        self._formas = sorted(formas, key=len, reverse=True)
        self._longas = [forma for forma in self._formas if len(forma) > _PEDACO]

    def ocultar(self, texto: str) -> str:
        """Devolve o texto sem os segredos: como são, em base64 (em qualquer posição dele) ou escapados numa URL.

        Oculte antes de cortar o texto: o pedaço curto que sobra de um segredo não é reconhecido.
        """
        for forma in self._formas:
            texto = texto.replace(forma, TARJA)
        return self._sem_pedacos(texto)

    def _sem_pedacos(self, texto: str) -> str:
        tapadas = bytearray(len(texto))
        for inicio in range(len(texto) - _PEDACO + 1):
            pedaco = texto[inicio : inicio + _PEDACO]
            if any(pedaco in forma for forma in self._longas):
                tapadas[inicio : inicio + _PEDACO] = b"\1" * _PEDACO
        if not any(tapadas):
            return texto
        trechos = groupby(zip(tapadas, texto, strict=True), key=lambda par: par[0])
        return "".join(TARJA if tapada else "".join(letra for _, letra in letras) for tapada, letras in trechos)


def _formas(segredo: str) -> set[str]:
    """Como o segredo pode aparecer escrito."""
    octetos = segredo.encode("utf-8", "replace")
    formas = {segredo, quote(segredo, safe=""), base64.b64encode(octetos).decode("ascii")}
    for antes in range(3):
        pedaco = _pedaco_em_base64(octetos, antes)
        if len(pedaco) >= _MENOR_PEDACO_BASE64:
            formas |= {pedaco, pedaco.translate(_PARA_URL)}
    return formas


def _pedaco_em_base64(octetos: bytes, antes: int) -> str:
    """As letras de base64 que só dependem do segredo, quando antes dele vêm `antes` octetos quaisquer (0 a 2)."""
    escrito = base64.b64encode(b"\0" * antes + octetos).decode("ascii").rstrip("=")
    do_comeco = -(-antes * 8 // 6)
    sobra = (antes + len(octetos)) % 3
    return escrito[do_comeco : len(escrito) - 1 if sobra else len(escrito)]
