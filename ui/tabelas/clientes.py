"""Os clientes, como a lista do cadastro e a consulta (F2) os mostram."""

from __future__ import annotations

from datetime import date

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


def colunas(hoje: date) -> tuple[Coluna[Cliente], ...]:
    """As do cadastro; a promessa só segura o aviso até o seu dia, inclusive (regras.md §2.9)."""

    def prometeu(cliente: Cliente) -> bool:
        return cliente.promessa_ate is not None and cliente.promessa_ate >= hoje

    def dizer(cliente: Cliente) -> str:
        if cliente.avisar and cliente.promessa_ate and prometeu(cliente):
            return f"Promessa até {frases.data_curta(cliente.promessa_ate)}"
        return "Avisar" if cliente.avisar else "Não avisar"

    def desenhar(cliente: Cliente) -> str:
        return "nao_avisar" if not cliente.avisar else "promessa" if prometeu(cliente) else ""

    aviso = Coluna("Aviso", dizer, ordem_na_base="promessa_ate", icone=desenhar, largura=170)
    return (*_DO_CADASTRO, aviso)


_DO_CADASTRO: tuple[Coluna[Cliente], ...] = (
    _CODIGO,
    _NOME,
    Coluna("Fantasia", lambda c: c.fantasia or "–", ordem_na_base="fantasia", largura=130, dispensavel=True),
    _DOCUMENTO,
    Coluna("E-mail", lambda c: c.email or "–", ordem_na_base="email", largura=230),
    _CIDADE,
)

COLUNAS_DA_CONSULTA: tuple[Coluna[Cliente], ...] = (_CODIGO, _NOME, _DOCUMENTO, _CIDADE)
"""As da consulta."""
