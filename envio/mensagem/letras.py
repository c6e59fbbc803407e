"""Letras que a fonte dos PDFs não tem: saem trocadas, e são apontadas a quem corrige o cadastro (regras.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boletos.papel.folha import explicar_troca, textos_sem_glifo
from boletos.titulo.instrucoes import separar
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, ContaCobranca, Empresa


def apontar_empresa(empresa: Empresa, contas: Iterable[ContaCobranca]) -> Iterator[Apontamento]:
    """Aponta o que a empresa e as suas contas de cobrança têm impresso e sai trocado."""
    impressos = (
        empresa.nome,
        empresa.endereco_em_linha(),
        empresa.cidade,
        empresa.uf,
        empresa.telefone,
        empresa.email,
    )
    for texto in textos_sem_glifo(impressos):
        yield Apontamento(TipoDeApontamento.LETRA_DA_EMPRESA, houve=explicar_troca(texto))
    for conta in contas:
        for texto in textos_sem_glifo((conta.local_pagamento, *separar(conta.instrucoes))):
            yield Apontamento(TipoDeApontamento.LETRA_DA_CONTA, conta=conta.codigo, houve=explicar_troca(texto))


def apontar_cliente(cliente: Cliente, debitos: Iterable[DebitoAvisado]) -> Iterator[Apontamento]:
    """Aponta o que sai trocado nos PDFs de um aviso: do pagador e de cada débito."""
    impressos = (cliente.codigo, cliente.nome, cliente.endereco_em_linha(), cliente.cidade, cliente.uf)
    for texto in textos_sem_glifo(impressos):
        yield Apontamento(TipoDeApontamento.LETRA_DO_CLIENTE, cliente.codigo, houve=explicar_troca(texto))
    for debito in debitos:
        for texto in textos_sem_glifo((debito.documento, debito.parcela)):
            yield Apontamento(
                TipoDeApontamento.LETRA_DO_DEBITO,
                cliente.codigo,
                debito.documento,
                debito.parcela,
                houve=explicar_troca(texto),
            )
