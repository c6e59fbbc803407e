"""Passo 6: o logotipo e a senha dos PDFs na empresa, o beneficiário final na conta de cobrança.

Bases antigas ficam como estavam: sem logotipo, sem senha e sem beneficiário final.
"""

from __future__ import annotations

import peewee

_NOVAS = (
    "ALTER TABLE empresas ADD COLUMN logotipo TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE empresas ADD COLUMN algarismos_da_senha INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE contas_cobranca ADD COLUMN beneficiario_final TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE contas_cobranca ADD COLUMN beneficiario_final_cpf_cnpj TEXT NOT NULL DEFAULT ''",
)


def aplicar(base: peewee.Database) -> None:
    """Acrescenta as colunas, vazias em todas as linhas."""
    for comando in _NOVAS:
        base.execute_sql(comando)  # type: ignore[no-untyped-call]  # o peewee não anota esta
