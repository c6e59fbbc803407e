"""Adia a coleta de ciclos da memória enquanto se cria muita coisa de uma vez."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def adiada() -> Iterator[None]:
    """Nenhuma coleta de ciclos até o fim do bloco.

    Dezenas de milhares de tuplas novas fazem o coletor percorrer tudo várias vezes atrás de ciclos que tuplas
    de texto e número não formam: custava mais de um terço da seleção. A memória sem ciclo continua a ser
    liberada na hora.
    """
    estava_ligado = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estava_ligado:
            # Congelar e descongelar leva o que nasceu aqui para a geração mais velha sem percorrê-lo: senão a
            # primeira alocação depois do bloco pagaria a coleta que ele adiou.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
