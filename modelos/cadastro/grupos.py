"""Grupos de contatos (regras.md §3.1): nomes livres, em que vale a primeira grafia gravada."""

from __future__ import annotations

from modelos.cadastro.nomes_cadastrados import NomeDB, NomesCadastrados


class GrupoDB(NomeDB):
    """Um nome cadastrado."""

    na_base = "grupos"


_cadastro = NomesCadastrados(GrupoDB, "grupo de contatos")
listar = _cadastro.listar
garantir = _cadastro.garantir
renomear = _cadastro.renomear
excluir = _cadastro.excluir
