"""O arquivo da empresa: uma por base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import ler_cpf_cnpj, ler_maiusculas, ler_sem_mascara
from modelos.importacao.conferencias import conferir_cadastro
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, Empresa
from regras.dinheiro import ler_percentual


def montar(mudancas: Mapping[str, Any], atual: Empresa | None) -> Empresa:
    """Aplica as mudanças à empresa gravada, ou cria a primeira."""
    return Empresa(**mudancas) if atual is None else replace(atual, **mudancas)


def _apontar(mudancas: Mapping[str, Any]) -> Iterable[str]:
    return conferir_cadastro("empresa", mudancas)


FORMATO = Formato(
    Tipo.EMPRESA,
    (
        exigir("nome"),
        exigir("cpf_cnpj", ler_cpf_cnpj),
        Coluna("endereco"),
        Coluna("numero"),
        Coluna("complemento"),
        Coluna("bairro"),
        Coluna("cidade"),
        Coluna("uf", ler_maiusculas),
        Coluna("cep", ler_sem_mascara),
        Coluna("telefone"),
        Coluna("email"),
        # A empresa é quem todos herdam: percentual vazio volta ao inicial, não a nada (regras.md §5).
        Coluna("multa_percentual", ler_percentual, MULTA_INICIAL),
        Coluna("juros_percentual_mes", ler_percentual, JUROS_INICIAIS_MES),
    ),
    chave=(),
    apontar=_apontar,
)
