"""O que já está gravado, por lote de chaves: só o que existe, inteiro, sem uma consulta por linha."""

from __future__ import annotations

from datetime import date

import pytest

from modelos.cadastro import clientes, contatos, empresas
from modelos.carteira import debitos, notas, pedidos
from modelos.contas import contas_cobranca
from modelos.importacao import existentes
from regras.cadastro import ContaCobranca, Contato, Empresa
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido
from tests.modelos.exemplos import consultas_contadas, gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def test_cada_busca_devolve_o_gravado_pela_chave_e_nada_do_que_nao_existe() -> None:
    cliente, debito = gravar_cliente("001"), gravar_debito("001", "10", situacao="Acordo")
    nota, pedido = Nota("1", 10, date(2026, 11, 24)), Pedido("7", "001", date(2026, 11, 24), 100)
    conta = ContaCobranca("BB", "001", "17")
    notas.gravar_varias([nota])
    pedidos.gravar_varios([pedido])
    contas_cobranca.gravar(conta)
    assert dict(existentes.dos_clientes([("001",), ("999",)])) == {("001",): cliente}
    assert dict(existentes.dos_debitos([("001", "10", "1"), ("001", "10", "2")])) == {("001", "10", "1"): debito}
    assert dict(existentes.das_notas([("1", 10), ("2", 10)])) == {("1", 10): nota}
    assert dict(existentes.dos_pedidos([("7",), ("8",)])) == {("7",): pedido}
    assert dict(existentes.das_contas_cobranca([])) == {("BB",): conta}
    assert existentes.codigos_de_cliente(["001", "999"]) == {"001"}


def test_debito_sem_situacao_volta_com_texto_vazio() -> None:
    gravado = gravar_debito("001", "10")
    assert existentes.dos_debitos([gravado.chave])[gravado.chave].situacao == ""
    assert debitos.obter(gravado.chave) == gravado


def test_contato_volta_com_os_grupos_na_ordem_gravada() -> None:
    gravar_cliente("001")
    contato = Contato.criar("001", "Ana", "ana@b.com.br; ruim", ("Sócios", "Financeiro"))
    contatos.gravar(contato)
    assert existentes.dos_contatos([("001", "Ana"), ("001", "Bia")]) == {("001", "Ana"): contato}


def test_base_sem_empresa_nao_tem_o_que_alterar() -> None:
    assert dict(existentes.da_empresa([])) == {}
    empresa = Empresa("Aurora", "11222333000181")
    empresas.gravar(empresa)
    assert dict(existentes.da_empresa([])) == {(): empresa}


def test_o_lote_inteiro_custa_uma_consulta() -> None:
    for numero in range(60):
        gravar_cliente(f"{numero:03}")
    chaves = [(f"{numero:03}",) for numero in range(60)]
    with consultas_contadas() as consultas:
        assert len(existentes.dos_clientes(chaves)) == 60
    assert len(consultas) == 1
    assert clientes.obter("000") is not None
