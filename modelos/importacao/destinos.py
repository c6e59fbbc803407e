"""Onde a base tem e guarda o que cada arquivo traz: como se busca, se prepara e se grava um lote de linhas.

Uma consulta por lote, nunca uma por linha. As buscas recebem as chaves na ordem do contrato e devolvem só as que
existem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from modelos.acesso.busca_em_lote import BuscaEmLote, Chave
from modelos.cadastro import clientes, contatos, empresas, grupos, situacoes
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.contatos import ContatoDB
from modelos.carteira import debitos, notas, pedidos
from modelos.carteira.notas import NotaDB
from modelos.carteira.pedidos import PedidoDB
from modelos.contas import contas_cobranca
from modelos.importacao.formato import Formato
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente, Empresa
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido

_Busca = Callable[[Sequence[Chave]], Mapping[Chave, Any]]

_CLIENTES = BuscaEmLote(clientes.COLUNAS, [ClienteDB.codigo])
_CODIGOS = BuscaEmLote([ClienteDB.codigo], [ClienteDB.codigo])
_CONTATOS = BuscaEmLote(contatos.COLUNAS, [ContatoDB.cliente, ContatoDB.nome])
_DEBITOS = BuscaEmLote(debitos.COLUNAS, debitos.CHAVE)
_PEDIDOS = BuscaEmLote([getattr(PedidoDB, campo.name) for campo in fields(Pedido)], [PedidoDB.numero])
_NOTAS = BuscaEmLote([getattr(NotaDB, campo.name) for campo in fields(Nota)], notas.CHAVE)


def _nada_a_preparar(_mudancas: Sequence[dict[str, Any]]) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Destino:
    """Como a gravação trata um arquivo.

    Atributos:
        formato: as colunas e a chave.
        buscar: os registros gravados de um lote de chaves.
        gravar: inclui ou altera um lote de registros.
        preparar: de um lote de mudanças, põe grupos e situações na grafia cadastrada (criando os que faltam) e
            devolve os apontamentos que só se sabem olhando a base.
    """

    formato: Formato
    buscar: _Busca
    gravar: Callable[[list[Any]], None]
    preparar: Callable[[Sequence[dict[str, Any]]], Iterable[str]] = _nada_a_preparar

    def exige_cliente(self) -> bool:
        """Diz se a linha é de um cliente, que tem de estar cadastrado."""
        return any(coluna.nome == "cliente" for coluna in self.formato.colunas)


def _gravar_empresa(registros: Iterable[Empresa]) -> None:
    for registro in registros:
        empresas.gravar(registro)


def _preparar_contatos(mudancas: Sequence[dict[str, Any]]) -> Iterable[str]:
    grafias = grupos.garantir(nome for mudanca in mudancas for nome in mudanca.get("grupos", ()))
    for mudanca in mudancas:
        if nomes := mudanca.get("grupos"):
            mudanca["grupos"] = tuple(dict.fromkeys(grafias[nome] for nome in nomes))
    return ()


def _preparar_debitos(mudancas: Sequence[dict[str, Any]]) -> Iterator[str]:
    grafias = situacoes.garantir(mudanca["situacao"] for mudanca in mudancas if mudanca.get("situacao"))
    for mudanca in mudancas:
        if situacao := mudanca.get("situacao"):
            mudanca["situacao"] = grafias[situacao]
    cadastradas = {conta.codigo for conta in contas_cobranca.listar()}
    citadas = {mudanca["conta_cobranca"] for mudanca in mudancas if mudanca.get("conta_cobranca")}
    for codigo in sorted(citadas - cadastradas):
        yield f"a conta de cobrança “{codigo}” não está cadastrada: os débitos dela vão sem boleto"


def _da_empresa(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """A empresa, de chave vazia."""
    empresa = empresas.obter()
    return {} if empresa is None else {(): empresa}


def _das_contas_cobranca(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As contas de cobrança; são poucas, e vêm todas."""
    return {(conta.codigo,): conta for conta in contas_cobranca.listar()}


def _dos_clientes(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os clientes dos códigos."""
    return {(linha[0],): Cliente(*linha) for linha in _CLIENTES.ler(chaves)}


def _dos_contatos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os contatos de cliente + nome, com os grupos na ordem gravada."""
    achados = contatos.com_grupos(_CONTATOS.ler(chaves))
    return {(contato.cliente, contato.nome): contato for contato in achados}


def _dos_debitos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os débitos de cliente + documento + parcela."""
    return {linha[:3]: debitos.de_linha(linha) for linha in _DEBITOS.ler(chaves)}


def _dos_pedidos(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """Os pedidos dos números."""
    return {(linha[0],): Pedido(*linha) for linha in _PEDIDOS.ler(chaves)}


def _das_notas(chaves: Sequence[Chave]) -> dict[Chave, Any]:
    """As notas de série + número."""
    return {linha[:2]: Nota(*linha) for linha in _NOTAS.ler(chaves)}


def codigos_de_cliente(codigos: Sequence[str]) -> set[str]:
    """Os códigos que são de clientes cadastrados."""
    return {codigo for (codigo,) in _CODIGOS.ler([(codigo,) for codigo in codigos])}


DESTINOS: Mapping[Tipo, Destino] = {
    Tipo.EMPRESA: Destino(FORMATOS[Tipo.EMPRESA], _da_empresa, _gravar_empresa),
    Tipo.CONTAS_COBRANCA: Destino(FORMATOS[Tipo.CONTAS_COBRANCA], _das_contas_cobranca, contas_cobranca.gravar_varias),
    Tipo.CLIENTES: Destino(FORMATOS[Tipo.CLIENTES], _dos_clientes, clientes.gravar_varios),
    Tipo.CONTATOS: Destino(FORMATOS[Tipo.CONTATOS], _dos_contatos, contatos.gravar_varios, _preparar_contatos),
    Tipo.DEBITOS: Destino(FORMATOS[Tipo.DEBITOS], _dos_debitos, debitos.gravar_varios, _preparar_debitos),
    Tipo.PEDIDOS: Destino(FORMATOS[Tipo.PEDIDOS], _dos_pedidos, pedidos.gravar_varios),
    Tipo.NOTAS: Destino(FORMATOS[Tipo.NOTAS], _das_notas, notas.gravar_varias),
}
"""Um destino por arquivo do contrato."""
