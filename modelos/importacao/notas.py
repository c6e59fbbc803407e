"""O arquivo de notas, de chave série + número."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import ler_data, ler_nome_de_tabela, ler_numero_de_nota
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.carteira.nota import Nota


def montar(mudancas: Mapping[str, Any], atual: Nota | None) -> Nota:
    """Aplica as mudanças à nota gravada, ou cria uma."""
    return Nota(**mudancas) if atual is None else replace(atual, **mudancas)


FORMATO = Formato(
    Tipo.NOTAS,
    (
        exigir("serie"),
        exigir("numero", ler_numero_de_nota),
        Coluna("emissao", ler_data, None),
        Coluna("situacao", ler_nome_de_tabela),
    ),
    chave=("serie", "numero"),
)
