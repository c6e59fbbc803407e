"""O arquivo de clientes, de chave código."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import ler_cpf_cnpj, ler_data, ler_maiusculas, ler_sem_mascara, ler_sim_nao
from modelos.importacao.conferencias import conferir_cadastro
from modelos.importacao.formato import Coluna, Formato, Vazia, exigir
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente


def montar(mudancas: Mapping[str, Any], atual: Cliente | None) -> Cliente:
    """Aplica as mudanças ao cliente gravado, ou cria um."""
    return Cliente(**mudancas) if atual is None else replace(atual, **mudancas)


def _apontar(mudancas: Mapping[str, Any]) -> Iterable[str]:
    return conferir_cadastro(f"cliente {mudancas['codigo']}", mudancas)


FORMATO = Formato(
    Tipo.CLIENTES,
    (
        exigir("codigo"),
        exigir("nome"),
        Coluna("fantasia"),
        Coluna("cpf_cnpj", ler_cpf_cnpj),
        Coluna("email"),
        Coluna("endereco"),
        Coluna("numero"),
        Coluna("complemento"),
        Coluna("bairro"),
        Coluna("cidade"),
        Coluna("uf", ler_maiusculas),
        Coluna("cep", ler_sem_mascara),
        # O ERP raramente conhece os dois: vazios, guardam o que o operador marcou na tela.
        Coluna("avisar", ler_sim_nao, Vazia.MANTEM),
        Coluna("promessa_ate", ler_data, Vazia.MANTEM),
    ),
    chave=("codigo",),
    apontar=_apontar,
)
