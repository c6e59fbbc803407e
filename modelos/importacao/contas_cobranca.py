"""O arquivo das contas de cobrança. O que cada banco exige é conferido ao montar o boleto (boleto.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import ler_aceite, ler_banco, ler_maiusculas, ler_sim_nao
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.cadastro import ContaCobranca
from regras.dinheiro import ler_percentual


def montar(mudancas: Mapping[str, Any], atual: ContaCobranca | None) -> ContaCobranca:
    """Aplica as mudanças à conta gravada, ou cria uma."""
    return ContaCobranca(**mudancas) if atual is None else replace(atual, **mudancas)


FORMATO = Formato(
    Tipo.CONTAS_COBRANCA,
    (
        exigir("codigo"),
        exigir("banco", ler_banco),
        exigir("carteira"),
        Coluna("agencia"),
        Coluna("agencia_dv"),
        Coluna("conta"),
        Coluna("conta_dv"),
        Coluna("convenio"),
        Coluna("modalidade"),
        Coluna("variacao"),
        Coluna("posto"),
        Coluna("byte_geracao"),
        Coluna("ios"),
        Coluna("sistema"),
        Coluna("incremento"),
        Coluna("com_desconto", ler_sim_nao, vazia=False),
        Coluna("especie", ler_maiusculas, "DM"),
        Coluna("aceite", ler_aceite, "N"),
        Coluna("local_pagamento"),
        Coluna("instrucoes"),
        Coluna("homologada", ler_sim_nao, vazia=False),
        Coluna("multa_percentual", ler_percentual, None),
        Coluna("juros_percentual_mes", ler_percentual, None),
    ),
    chave=("codigo",),
)
