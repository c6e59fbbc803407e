"""Busca na base, por lote de chaves, o que já está gravado: uma consulta por lote, nunca uma por linha.

Cada função recebe as chaves na ordem do contrato e devolve só as que existem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from modelos.acesso.conexao import ler
from modelos.cadastro import clientes, empresas
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.contatos import ContatoDB, ContatoGrupoDB
from modelos.carteira import debitos
from modelos.carteira.notas import CHAVE as CHAVE_DA_NOTA
from modelos.carteira.notas import NotaDB
from modelos.carteira.pedidos import PedidoDB
from modelos.contas import contas_cobranca
from modelos.importacao.lotes import BuscaEmLote, Chave
from regras.cadastro import Cliente, Contato
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido

Busca = Callable[[Sequence[Chave]], Mapping[Chave, Any]]

_CLIENTES = BuscaEmLote(clientes.COLUNAS, [ClienteDB.codigo])
_CODIGOS = BuscaEmLote([ClienteDB.codigo], [ClienteDB.codigo])
_CONTATOS = BuscaEmLote(
    [
        ContatoDB.id,
        ContatoDB.cliente,
        ContatoDB.nome,
        ContatoDB.email,
        ContatoDB.validos,
        ContatoDB.invalidos,
    ],
    [ContatoDB.cliente, ContatoDB.nome],
)
_DEBITOS = BuscaEmLote(debitos.COLUNAS, debitos.CHAVE)
_PEDIDOS = BuscaEmLote([getattr(PedidoDB, campo.name) for campo in fields(Pedido)], [PedidoDB.numero])
_NOTAS = BuscaEmLote([getattr(NotaDB, campo.name) for campo in fields(Nota)], CHAVE_DA_NOTA)


def da_empresa(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """A empresa, de chave vazia."""
    empresa = empresas.obter()
    return {} if empresa is None else {(): empresa}


def das_contas_cobranca(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As contas de cobrança; são poucas, e vêm todas."""
    return {(conta.codigo,): conta for conta in contas_cobranca.listar()}


def dos_clientes(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os clientes dos códigos."""
    return {(linha[0],): Cliente(*linha) for linha in _CLIENTES.ler(chaves)}


def dos_contatos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os contatos de cliente + nome, com os grupos na ordem gravada."""
    linhas = list(_CONTATOS.ler(chaves))
    grupos: dict[int, list[str]] = {}
    pares = (
        ContatoGrupoDB.select(ContatoGrupoDB.contato, ContatoGrupoDB.grupo)
        .where(ContatoGrupoDB.contato.in_([linha[0] for linha in linhas]))
        .order_by(ContatoGrupoDB.id)
    )
    for contato, grupo in ler(pares):
        grupos.setdefault(contato, []).append(grupo)
    return {
        (cliente, nome): Contato(cliente, nome, email, tuple(grupos.get(numero, ())), validos, invalidos)
        for numero, cliente, nome, email, validos, invalidos in linhas
    }


def dos_debitos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os débitos de cliente + documento + parcela."""
    return {linha[:3]: debitos.de_linha(linha) for linha in _DEBITOS.ler(chaves)}


def dos_pedidos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os pedidos dos números."""
    return {(linha[0],): Pedido(*linha) for linha in _PEDIDOS.ler(chaves)}


def das_notas(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As notas de série + número."""
    return {linha[:2]: Nota(*linha) for linha in _NOTAS.ler(chaves)}


def codigos_de_cliente(codigos: Sequence[str]) -> set[str]:
    """Os códigos que são de clientes cadastrados."""
    return {codigo for (codigo,) in _CODIGOS.ler([(codigo,) for codigo in codigos])}
