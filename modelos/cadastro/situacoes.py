"""Situações de débito (regras.md §2.2): nomes livres, em que vale a primeira grafia gravada."""

from __future__ import annotations

from modelos.cadastro.nomes_cadastrados import NomeDB, NomesCadastrados


class SituacaoDB(NomeDB):
    """Um nome cadastrado."""

    na_base = "situacoes"


_cadastro = NomesCadastrados(SituacaoDB, "situação do débito")
listar = _cadastro.listar
garantir = _cadastro.garantir
renomear = _cadastro.renomear
excluir = _cadastro.excluir
