"""O arquivo de contatos, de chave cliente + nome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modelos.importacao.celulas import ler_grupos
from modelos.importacao.conferencias import conferir_enderecos
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.cadastro import Contato


def montar(mudancas: Mapping[str, Any], atual: Contato | None) -> Contato:
    """Aplica as mudanças ao contato gravado, ou cria um; os endereços só são conferidos de novo se mudaram."""
    email = mudancas.get("email", atual.email if atual else "")
    grupos = mudancas.get("grupos", atual.grupos if atual else ())
    if atual is not None and atual.email == email:
        return Contato(atual.cliente, atual.nome, email, grupos, atual.validos, atual.invalidos)
    return Contato.criar(mudancas["cliente"], mudancas["nome"], email, grupos)


def _apontar(mudancas: Mapping[str, Any]) -> Iterable[str]:
    quem = f"contato {mudancas['nome']} do cliente {mudancas['cliente']}"
    email = mudancas.get("email")
    return (f"{quem}: sem e-mail; não receberá avisos",) if email == "" else conferir_enderecos(quem, email or "")


FORMATO = Formato(
    Tipo.CONTATOS,
    (
        exigir("cliente"),
        exigir("nome"),
        # A coluna é obrigatória, a célula não: recusar a vazia manteria o endereço que o ERP apagou.
        Coluna("email", obrigatoria=True),
        Coluna("grupos", ler_grupos, ()),
    ),
    chave=("cliente", "nome"),
    apontar=_apontar,
)
