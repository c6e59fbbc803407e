"""O arquivo de pedidos, de chave número."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import ler_data, ler_nome_de_tabela, ler_valor
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.carteira.pedido import Pedido


def montar(mudancas: Mapping[str, Any], atual: Pedido | None) -> Pedido:
    """Aplica as mudanças ao pedido gravado, ou cria um."""
    return Pedido(**mudancas) if atual is None else replace(atual, **mudancas)


FORMATO = Formato(
    Tipo.PEDIDOS,
    (
        exigir("numero"),
        exigir("cliente"),
        exigir("data", ler_data),
        exigir("valor", ler_valor, campo="valor_centavos"),
        Coluna("situacao", ler_nome_de_tabela),
    ),
    chave=("numero",),
)
