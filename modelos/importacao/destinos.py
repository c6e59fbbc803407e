"""Para onde vai cada arquivo: como se monta, se busca e se grava uma linha dele."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modelos.cadastro import clientes as gravados_clientes
from modelos.cadastro import contatos as gravados_contatos
from modelos.cadastro import empresas, grupos, situacoes
from modelos.carteira import debitos as gravados_debitos
from modelos.carteira import notas as gravadas_notas
from modelos.carteira import pedidos as gravados_pedidos
from modelos.contas import contas_cobranca as gravadas_contas
from modelos.importacao import (
    clientes,
    contas_cobranca,
    contatos,
    debitos,
    empresa,
    existentes,
    notas,
    pedidos,
)
from modelos.importacao.formato import Formato
from modelos.importacao.resultado import Tipo
from regras.cadastro import Empresa


def _nada_a_preparar(_mudancas: Sequence[dict[str, Any]]) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Destino:
    """Como a gravação trata um arquivo.

    Atributos:
        formato: as colunas e a chave.
        montar: das mudanças e do registro gravado (ou None) para o registro novo.
        buscar: os registros gravados de um lote de chaves.
        gravar: inclui ou altera um lote de registros.
        preparar: de um lote de mudanças, põe grupos e situações na grafia cadastrada (criando os que faltam) e
            devolve os apontamentos que só se sabem olhando a base.
    """

    formato: Formato
    montar: Callable[[Mapping[str, Any], Any], Any]
    buscar: existentes.Busca
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
    cadastradas = {conta.codigo for conta in gravadas_contas.listar()}
    citadas = {mudanca["conta_cobranca"] for mudanca in mudancas if mudanca.get("conta_cobranca")}
    for codigo in sorted(citadas - cadastradas):
        yield f"a conta de cobrança “{codigo}” não está cadastrada: os débitos dela vão sem boleto"


DESTINOS: Mapping[Tipo, Destino] = {
    destino.formato.tipo: destino
    for destino in (
        Destino(empresa.FORMATO, empresa.montar, existentes.da_empresa, _gravar_empresa),
        Destino(
            contas_cobranca.FORMATO,
            contas_cobranca.montar,
            existentes.das_contas_cobranca,
            gravadas_contas.gravar_varias,
        ),
        Destino(clientes.FORMATO, clientes.montar, existentes.dos_clientes, gravados_clientes.gravar_varios),
        Destino(
            contatos.FORMATO,
            contatos.montar,
            existentes.dos_contatos,
            gravados_contatos.gravar_varios,
            _preparar_contatos,
        ),
        Destino(
            debitos.FORMATO,
            debitos.montar,
            existentes.dos_debitos,
            gravados_debitos.gravar_varios,
            _preparar_debitos,
        ),
        Destino(pedidos.FORMATO, pedidos.montar, existentes.dos_pedidos, gravados_pedidos.gravar_varios),
        Destino(notas.FORMATO, notas.montar, existentes.das_notas, gravadas_notas.gravar_varias),
    )
}
"""Um destino por arquivo do contrato."""
