"""Onde abrir a janela, visto pelo ambiente do processo. Sem Qt: ele encerra o processo quando não acha uma tela."""

from __future__ import annotations

import os
import sys

from regras.erros import AmbienteIndisponivel

_SEM_VIDRO = frozenset({"offscreen", "minimal"})
"""Plataformas do Qt que desenham sem mostrar."""


def _plataforma() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]


def _sem_servidor_grafico() -> bool:
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def sem_tela() -> bool:
    """Diz se ninguém veria a janela (docs/linha-de-comando.md, demo)."""
    return _plataforma() in _SEM_VIDRO or _sem_servidor_grafico()


def exigir_tela() -> None:
    """Confere que a janela pode abrir; com uma plataforma escolhida à mão, quem escolheu sabe.

    Raises:
        AmbienteIndisponivel: Linux sem servidor gráfico.
    """
    if not _plataforma() and _sem_servidor_grafico():
        raise AmbienteIndisponivel(
            "Não há tela onde abrir a janela.",
            "Entre numa sessão gráfica, ou use um comando do terminal (veja `app.py --help`).",
        )
