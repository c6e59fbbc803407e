"""Exemplos de verdade estragados ao acaso, e a entrega a um leitor."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from regras.erros import ErroAviso

_PARA_TODOS = (b"\0", b"\xff", b"\n", b" ", b"9" * 30, b"-1")


def estragados(sementes: Sequence[bytes], pedacos: Sequence[bytes], sorteio: random.Random) -> Iterator[bytes]:
    """Exemplos de verdade com alguns trechos cortados, repetidos, trocados ou postos, sem fim."""
    postos = [*pedacos, *_PARA_TODOS]
    while True:
        dado = bytearray(sorteio.choice(sementes))
        for _ in range(sorteio.randint(1, 6)):
            inicio = sorteio.randint(0, len(dado))
            fim = inicio + sorteio.choice((0, 1, sorteio.randint(0, 8), sorteio.randint(0, 2000)))
            outra = sorteio.choice(sementes)
            onde = sorteio.randint(0, len(outra))
            dado[inicio:fim] = sorteio.choice(
                (
                    b"",
                    bytes(dado[inicio:fim]) * sorteio.choice((2, 3, 50)),
                    sorteio.randbytes(sorteio.randint(1, 8)),
                    sorteio.choice(postos),
                    sorteio.choice(postos) + bytes(dado[inicio:fim]),
                    outra[onde : onde + sorteio.randint(0, 500)],
                )
            )
        yield bytes(dado)


def ler(leitor: Any, conteudo: bytes) -> None:
    """Entrega ao leitor; recusar com frase é responder."""
    with suppress(ErroAviso):
        leitor.ler(conteudo)
