"""Os clientes, como a lista do cadastro e a consulta (F2) os mostram."""

from __future__ import annotations

from datetime import date

from regras.cadastro import Cliente
from regras.documentos import formatar_cpf_cnpj
from ui import frases
from ui.tabelas.base import Coluna
from ui.tabelas.colunas import texto
from ui.tema import Peso

_CODIGO: Coluna[Cliente] = Coluna("Código", lambda c: c.codigo, ordem_na_base="codigo", largura=84, detalhe=True)
_NOME: Coluna[Cliente] = Coluna("Nome", lambda c: c.nome, ordem_na_base="nome", largura=0, peso=Peso.MEIO)
_DOCUMENTO: Coluna[Cliente] = texto("CPF/CNPJ", lambda c: formatar_cpf_cnpj(c.cpf_cnpj), 168, ordem_na_base="cpf_cnpj")
_CIDADE: Coluna[Cliente] = texto(
    "Cidade", lambda c: " / ".join(filter(None, (c.cidade, c.uf))), 150, ordem_na_base="cidade"
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
    texto("Fantasia", lambda c: c.fantasia, 130, ordem_na_base="fantasia"),
    _DOCUMENTO,
    texto("E-mail", lambda c: c.email, 230, ordem_na_base="email"),
    _CIDADE,
)

COLUNAS_DA_CONSULTA: tuple[Coluna[Cliente], ...] = (_CODIGO, _NOME, _DOCUMENTO, _CIDADE)
"""As da consulta."""
