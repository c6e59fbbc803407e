"""Escreve o que se imprime da conta: `agencia:4-dv/conta-dv` compilado numa função."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter

from boletos.bancos.campos import com_dv, preencher
from boletos.titulo.titulo import Titulo

Impressao = Callable[[Titulo], str]
"""Escreve algo do título para imprimir; o que falta é omitido, nunca é erro."""
_PALAVRA_IMPRESSA = re.compile(r"(?P<campo>[a-z_]+)(?::(?P<zeros>\d+))?(?:(?P<com>[+-])dv)?")


def impressao(modelo: str) -> Impressao:
    """Compila `agencia:4-dv/conta` no que se imprime: até 4 zeros à esquerda, o dígito depois do hífen, uma barra.

    Com `+dv` o dígito vai colado. O campo vazio some, com o seu separador.
    """
    achados = list(_PALAVRA_IMPRESSA.finditer(modelo))
    separador = modelo[achados[0].end() : achados[1].start()] if len(achados) > 1 else ""
    escrever = tuple(_impresso(achado["campo"], int(achado["zeros"] or 0), achado["com"] or "") for achado in achados)
    return lambda titulo: separador.join([texto for parte in escrever if (texto := parte(titulo))])


def _impresso(campo: str, zeros: int, com: str) -> Impressao:
    ler = attrgetter(campo)
    if not com:
        return lambda titulo: preencher(ler(titulo), zeros)
    ler_dv = attrgetter(f"{campo}_dv")
    if com == "-":
        return lambda titulo: com_dv(preencher(ler(titulo), zeros), ler_dv(titulo).upper())
    return lambda titulo: preencher(ler(titulo), zeros) + ler_dv(titulo)
