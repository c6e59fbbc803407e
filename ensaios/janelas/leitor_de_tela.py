"""O que o leitor de tela vê, pela árvore de acessibilidade do sistema. Roda no Python do sistema, que tem o pyatspi.

Imprime em JSON os controles que recebem o foco e estão à vista: nome, papel, se têm o foco, e onde ficam.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from typing import Any

PROGRAMA = "aviso-de-debitos"
_SEM_DESCER = frozenset({"table", "tree table"})
"""As células são da tabela: o foco é dela."""


def controles(no: Any, pyatspi: Any) -> Iterator[dict[str, object]]:
    """Os de um ramo da árvore, na ordem dela."""
    estados = no.getState()
    papel = no.getRoleName()
    a_vista = estados.contains(pyatspi.STATE_SHOWING) and estados.contains(pyatspi.STATE_VISIBLE)
    if a_vista and estados.contains(pyatspi.STATE_FOCUSABLE):
        area = no.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        yield {
            "nome": no.name or "",
            "papel": papel,
            "foco": estados.contains(pyatspi.STATE_FOCUSED),
            "habilitado": estados.contains(pyatspi.STATE_ENABLED),
            "onde": [area.x, area.y, area.width, area.height],
        }
    if papel not in _SEM_DESCER:
        for posicao in range(no.childCount):
            filho = no.getChildAtIndex(posicao)
            if filho is not None:
                yield from controles(filho, pyatspi)


def principal() -> None:
    """Escreve o que a janela do programa tem agora."""
    pyatspi = importlib.import_module("pyatspi")  # só existe no Python do sistema
    programas = [um for um in pyatspi.Registry.getDesktop(0) if um is not None and um.name == PROGRAMA]
    json.dump([controle for um in programas for controle in controles(um, pyatspi)], sys.stdout)


if __name__ == "__main__":
    principal()
