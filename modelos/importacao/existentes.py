"""Busca na base, por lote de chaves, o que já está gravado: uma consulta por lote, nunca uma por linha.

Cada função recebe as chaves na ordem do contrato e devolve só as que existem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import peewee

from modelos import clientes, contas_cobranca, debitos, empresas
from modelos.clientes import ClienteDB
from modelos.conexao import ler
from modelos.contatos import ContatoDB, ContatoGrupoDB
from modelos.debitos import DebitoDB
from modelos.notas import CHAVE as CHAVE_DA_NOTA
from modelos.notas import NotaDB
from modelos.pedidos import PedidoDB
from regras.cadastro import Contato
from regras.nota import Nota
from regras.pedido import Pedido

Chave = tuple[Any, ...]
Busca = Callable[[Sequence[Chave]], Mapping[Chave, Any]]

_COLUNAS_DO_PEDIDO = [getattr(PedidoDB, campo.name) for campo in fields(Pedido)]
_COLUNAS_DA_NOTA = [getattr(NotaDB, campo.name) for campo in fields(Nota)]
_COLUNAS_DO_CONTATO = [
    ContatoDB.id,
    ContatoDB.cliente,
    ContatoDB.nome,
    ContatoDB.email,
    ContatoDB.validos,
    ContatoDB.invalidos,
]


def da_empresa(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """A empresa, de chave vazia."""
    empresa = empresas.obter()
    return {} if empresa is None else {(): empresa}


def das_contas_cobranca(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As contas de cobrança; são poucas, e vêm todas."""
    return {(conta.codigo,): conta for conta in contas_cobranca.listar()}


def dos_clientes(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os clientes dos códigos."""
    achados = clientes.obter_varios(codigo for (codigo,) in chaves)
    return {(codigo,): cliente for codigo, cliente in achados.items()}


def dos_contatos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os contatos de cliente + nome, com os grupos na ordem gravada."""
    linhas = ler(ContatoDB.select(*_COLUNAS_DO_CONTATO).where(_uma_das([ContatoDB.cliente, ContatoDB.nome], chaves)))
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
    linhas = ler(DebitoDB.select(*debitos.COLUNAS).where(_uma_das(debitos.CHAVE, chaves)))
    return {linha[:3]: debitos.de_linha(linha) for linha in linhas}


def dos_pedidos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os pedidos dos números."""
    linhas = PedidoDB.select(*_COLUNAS_DO_PEDIDO).where(PedidoDB.numero.in_([numero for (numero,) in chaves]))
    return {(linha[0],): Pedido(*linha) for linha in ler(linhas)}


def das_notas(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As notas de série + número."""
    linhas = ler(NotaDB.select(*_COLUNAS_DA_NOTA).where(_uma_das(CHAVE_DA_NOTA, chaves)))
    return {linha[:2]: Nota(*linha) for linha in linhas}


def codigos_de_cliente(codigos: Sequence[str]) -> set[str]:
    """Os códigos que são de clientes cadastrados."""
    return {codigo for (codigo,) in ler(ClienteDB.select(ClienteDB.codigo).where(ClienteDB.codigo.in_(codigos)))}


def _uma_das(colunas: Sequence[peewee.Field[Any]], chaves: Sequence[Chave]) -> Any:  # noqa: ANN401 - condição do peewee, sem tipo público
    """A chave composta é uma das dadas; comparar a tupla inteira usa o índice único, coluna a coluna não."""
    return peewee.Tuple(*colunas).in_(peewee.ValuesList(chaves))
