"""Passo 2: separa o débito baixado porque faltou num arquivo do que alguém disse que foi pago.

Da base antiga não dá para saber qual baixa foi de qual jeito; ficam todas como ditas, porque cobrar de novo quem
já pagou é pior que esperar a empresa reabrir o débito.
"""

from __future__ import annotations

import peewee


def aplicar(base: peewee.Database) -> None:
    """Acrescenta a data da ausência aos débitos, nula em todos."""
    base.execute_sql("ALTER TABLE debitos ADD COLUMN ausente_em DATE")  # type: ignore[no-untyped-call]  # o peewee não anota esta
