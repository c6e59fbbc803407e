"""Clientes: quem paga. O código é texto e a chave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import peewee

from modelos.acesso.campos import NomeField, TextoListaField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta import Consulta, Pagina, paginar, texto_de_busca
from regras.cadastro import Cliente
from regras.documentos import separar_enderecos


class ClienteDB(Tabela):
    """Um cliente, com os endereços do e-mail do cadastro já conferidos (regras.md §3.2)."""

    na_base = "clientes"

    codigo = NomeField(primary_key=True)
    nome = NomeField()
    fantasia = NomeField()
    cpf_cnpj = peewee.TextField()
    email = peewee.TextField()
    endereco = NomeField()
    numero = peewee.TextField()
    complemento = NomeField()
    bairro = NomeField()
    cidade = NomeField()
    uf = peewee.TextField()
    cep = peewee.TextField()
    telefone = peewee.TextField()
    avisar = peewee.BooleanField()
    promessa_ate = peewee.DateField(null=True)
    email_validos = TextoListaField()
    email_invalidos = TextoListaField()
    busca = peewee.TextField(index=True)


COLUNAS = [getattr(ClienteDB, campo.name) for campo in fields(Cliente)]
"""As de `Cliente`, na ordem dele."""
# A coluna de busca começa pelo nome sem maiúsculas nem acentos: serve também para ordenar por ele.
_ORDENS = {
    "": (ClienteDB.busca, ClienteDB.codigo),
    "nome": (ClienteDB.busca, ClienteDB.codigo),
    "codigo": (ClienteDB.codigo,),
    "fantasia": (ClienteDB.fantasia, ClienteDB.codigo),
    "cpf_cnpj": (ClienteDB.cpf_cnpj, ClienteDB.codigo),
    "email": (ClienteDB.email, ClienteDB.codigo),
    "cidade": (ClienteDB.cidade, ClienteDB.codigo),
    "uf": (ClienteDB.uf, ClienteDB.codigo),
    "avisar": (ClienteDB.avisar, ClienteDB.codigo),
    "promessa_ate": (ClienteDB.promessa_ate, ClienteDB.codigo),
}


@leitura()
def obter(codigo: str) -> Cliente | None:
    """O cliente do código, ou None."""
    linha = ler_uma(ClienteDB.select(*COLUNAS).where(ClienteDB.codigo == codigo))
    return None if linha is None else Cliente(*linha)


@leitura()
def nomes(codigos: Iterable[str]) -> dict[str, str]:
    """Nome de cada código que existe, numa consulta."""
    linhas = ClienteDB.select(ClienteDB.codigo, ClienteDB.nome).where(ClienteDB.codigo.in_(list(codigos)))
    return dict(ler(linhas))


@leitura()
def pagina(consulta: Consulta) -> Pagina[Cliente]:
    """Uma página de clientes.

    Filtros: `avisar` (S ou N), `uf`, `promessa_desde` (AAAA-MM-DD: quem prometeu pagar nesse dia ou depois).
    """
    linhas = ClienteDB.select(*COLUNAS)
    filtros = consulta.filtros
    if avisar := filtros.get("avisar"):
        linhas = linhas.where(ClienteDB.avisar == (avisar == "S"))
    if uf := filtros.get("uf"):
        linhas = linhas.where(ClienteDB.uf == uf)
    if desde := filtros.get("promessa_desde"):
        linhas = linhas.where(ClienteDB.promessa_ate >= date.fromisoformat(desde))
    return paginar(linhas, consulta, _ORDENS, lambda linha: Cliente(*linha), [ClienteDB.busca])


@transacao()
def gravar(cliente: Cliente) -> None:
    """Inclui ou altera pelo código."""
    gravar_varios([cliente])


@transacao()
def gravar_varios(clientes: Iterable[Cliente]) -> None:
    """Inclui ou altera muitos de uma vez."""
    ClienteDB.sobrepor((em_linha(cliente) for cliente in clientes), [ClienteDB.codigo])


def em_linha(cliente: Cliente) -> dict[str, Any]:
    """As colunas de um cliente, com as que se derivam dele."""
    validos, invalidos = separar_enderecos(cliente.email)
    busca = texto_de_busca(
        cliente.nome, cliente.fantasia, cliente.codigo, cliente.cpf_cnpj, cliente.email, cliente.cidade
    )
    return {**asdict(cliente), "email_validos": validos, "email_invalidos": invalidos, "busca": busca}
