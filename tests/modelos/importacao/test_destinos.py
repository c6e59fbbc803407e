"""Para onde vai cada arquivo, e o que se prepara olhando a base antes de gravar um lote."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from modelos.cadastro import clientes, contatos, empresas, grupos, situacoes
from modelos.carteira import debitos, notas, pedidos
from modelos.contas import contas_cobranca
from modelos.importacao.destinos import DESTINOS, codigos_de_cliente
from modelos.importacao.resultado import Tipo
from regras.cadastro import ContaCobranca, Contato, Empresa
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido
from tests.modelos.exemplos import consultas_contadas, gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def test_ha_um_destino_por_arquivo_do_contrato() -> None:
    assert set(DESTINOS) == set(Tipo)
    assert all(destino.formato.tipo is tipo for tipo, destino in DESTINOS.items())


@pytest.mark.parametrize(
    ("tipo", "exige"),
    [
        (Tipo.EMPRESA, False),
        (Tipo.CONTAS_COBRANCA, False),
        (Tipo.CLIENTES, False),
        (Tipo.CONTATOS, True),
        (Tipo.DEBITOS, True),
        (Tipo.PEDIDOS, True),
        (Tipo.NOTAS, False),
    ],
)
def test_quem_exige_cliente_cadastrado(tipo: Tipo, exige: bool) -> None:
    assert DESTINOS[tipo].exige_cliente() is exige


def test_grupos_novos_sao_criados_e_os_repetidos_ficam_um() -> None:
    grupos.garantir(["Financeiro"])
    mudancas: list[dict[str, Any]] = [{"grupos": ("FINANCEIRO", "Sócios", "financeiro")}, {"grupos": ()}, {}]
    assert list(DESTINOS[Tipo.CONTATOS].preparar(mudancas)) == []
    assert mudancas == [{"grupos": ("Financeiro", "Sócios")}, {"grupos": ()}, {}]
    assert grupos.listar() == ["Financeiro", "Sócios"]


def test_situacao_vai_na_grafia_cadastrada_e_a_conta_desconhecida_e_apontada_uma_vez() -> None:
    situacoes.garantir(["Jurídico"])
    contas_cobranca.gravar(ContaCobranca("BB", "001", "17"))
    mudancas: list[dict[str, Any]] = [
        {"situacao": "JURIDICO", "conta_cobranca": "BB"},
        {"situacao": "", "conta_cobranca": "ITAU"},
        {"conta_cobranca": "ITAU"},
        {"conta_cobranca": ""},
    ]
    (frase,) = DESTINOS[Tipo.DEBITOS].preparar(mudancas)
    assert "“ITAU”" in frase
    assert (mudancas[0]["situacao"], mudancas[1]["situacao"]) == ("Jurídico", "")


def test_cada_busca_devolve_o_gravado_pela_chave_e_nada_do_que_nao_existe() -> None:
    cliente, debito = gravar_cliente("001"), gravar_debito("001", "10", situacao="Acordo")
    nota, pedido = Nota("1", 10, date(2026, 11, 24)), Pedido("7", "001", date(2026, 11, 24), 100)
    conta = ContaCobranca("BB", "001", "17")
    notas.gravar_varias([nota])
    pedidos.gravar_varios([pedido])
    contas_cobranca.gravar(conta)
    assert dict(DESTINOS[Tipo.CLIENTES].buscar([("001",), ("999",)])) == {("001",): cliente}
    assert dict(DESTINOS[Tipo.DEBITOS].buscar([("001", "10", "1"), ("001", "10", "2")])) == {("001", "10", "1"): debito}
    assert dict(DESTINOS[Tipo.NOTAS].buscar([("1", 10), ("2", 10)])) == {("1", 10): nota}
    assert dict(DESTINOS[Tipo.PEDIDOS].buscar([("7",), ("8",)])) == {("7",): pedido}
    assert dict(DESTINOS[Tipo.CONTAS_COBRANCA].buscar([])) == {("BB",): conta}
    assert codigos_de_cliente(["001", "999"]) == {"001"}


def test_debito_sem_situacao_volta_com_texto_vazio() -> None:
    gravado = gravar_debito("001", "10")
    assert DESTINOS[Tipo.DEBITOS].buscar([gravado.chave])[gravado.chave].situacao == ""
    assert debitos.obter(gravado.chave) == gravado


def test_contato_volta_com_os_grupos_na_ordem_gravada() -> None:
    gravar_cliente("001")
    contato = Contato.criar("001", "Ana", "ana@b.com.br; ruim", ("Sócios", "Financeiro"))
    contatos.gravar(contato)
    assert DESTINOS[Tipo.CONTATOS].buscar([("001", "Ana"), ("001", "Bia")]) == {("001", "Ana"): contato}


def test_base_sem_empresa_nao_tem_o_que_alterar() -> None:
    assert dict(DESTINOS[Tipo.EMPRESA].buscar([])) == {}
    empresa = Empresa("Aurora", "11222333000181")
    empresas.gravar(empresa)
    assert dict(DESTINOS[Tipo.EMPRESA].buscar([])) == {(): empresa}


def test_o_lote_inteiro_custa_uma_consulta() -> None:
    for numero in range(60):
        gravar_cliente(f"{numero:03}")
    chaves = [(f"{numero:03}",) for numero in range(60)]
    with consultas_contadas() as consultas:
        assert len(DESTINOS[Tipo.CLIENTES].buscar(chaves)) == 60
    assert len(consultas) == 1
    assert clientes.obter("000") is not None
