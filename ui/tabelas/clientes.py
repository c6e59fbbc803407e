"""Os clientes, como a lista do cadastro e a consulta (F2) os mostram."""

from __future__ import annotations

from regras.cadastro import Cliente
from regras.documentos import formatar_cpf_cnpj
from ui import frases
from ui.tabelas.base import Coluna
from ui.tema import Peso

_CODIGO: Coluna[Cliente] = Coluna("Código", lambda c: c.codigo, ordem_na_base="codigo", largura=84, detalhe=True)
_NOME: Coluna[Cliente] = Coluna("Nome", lambda c: c.nome, ordem_na_base="nome", largura=0, peso=Peso.MEIO)
_DOCUMENTO: Coluna[Cliente] = Coluna(
    "CPF/CNPJ", lambda c: formatar_cpf_cnpj(c.cpf_cnpj) or "–", ordem_na_base="cpf_cnpj", largura=168
)
_CIDADE: Coluna[Cliente] = Coluna(
    "Cidade", lambda c: " / ".join(filter(None, (c.cidade, c.uf))) or "–", ordem_na_base="cidade", largura=150
)


def dizer_aviso(cliente: Cliente) -> str:
    """Se recebe avisos, e até quando a promessa o segura."""
    if not cliente.avisar:
        return "Não avisar"
    return f"Promessa até {frases.data_curta(cliente.promessa_ate)}" if cliente.promessa_ate else "Avisar"


def _icone(cliente: Cliente) -> str:
    if not cliente.avisar:
        return "nao_avisar"
    return "promessa" if cliente.promessa_ate else ""


COLUNAS: tuple[Coluna[Cliente], ...] = (
    _CODIGO,
    _NOME,
    Coluna("Fantasia", lambda c: c.fantasia or "–", ordem_na_base="fantasia", largura=130, dispensavel=True),
    _DOCUMENTO,
    Coluna("E-mail", lambda c: c.email or "–", ordem_na_base="email", largura=230),
    _CIDADE,
    Coluna("Aviso", dizer_aviso, ordem_na_base="promessa_ate", icone=_icone, largura=170),
)
"""As do cadastro."""

COLUNAS_DA_CONSULTA: tuple[Coluna[Cliente], ...] = (_CODIGO, _NOME, _DOCUMENTO, _CIDADE)
"""As da consulta."""
