"""Contatos de um cliente e os seus grupos."""

from __future__ import annotations

import pytest

from modelos.acesso.consulta import Consulta
from modelos.cadastro import contatos, grupos
from regras.cadastro import Contato
from regras.erros import DadoInvalido
from tests.modelos.exemplos import consultas_contadas, gravar_cliente

ANA = Contato.criar("1", "Ana", "Ana@exemplo.com.br;errado", ("Financeiro", "Compras"))
BIA = Contato.criar("1", "Bia", "bia@exemplo.com.br")


@pytest.fixture(autouse=True)
def _cliente(base: object) -> None:
    gravar_cliente("1")


def test_volta_como_foi_gravado_com_os_grupos_na_ordem() -> None:
    contatos.gravar_varios([ANA, BIA])
    assert contatos.do_cliente("1") == [ANA, BIA]
    assert contatos.obter("1", "Ana") == ANA
    assert contatos.obter("1", "ana") is None


def test_gravar_de_novo_troca_o_email_e_os_grupos() -> None:
    contatos.gravar(ANA)
    nova = Contato.criar("1", "Ana", "outra@exemplo.com.br", ("Compras",))
    contatos.gravar(nova)
    assert contatos.do_cliente("1") == [nova]


def test_grupo_novo_e_cadastrado_e_vale_a_primeira_grafia() -> None:
    contatos.gravar(ANA)
    contatos.gravar(Contato.criar("1", "Bia", "b@b.com", ("  FINANCEIRO ", "financeiro")))
    assert grupos.listar() == ["Compras", "Financeiro"]
    assert contatos.do_cliente("1")[1].grupos == ("Financeiro",)


def test_gravar_do_cliente_deixa_so_os_dados() -> None:
    contatos.gravar_varios([ANA, BIA])
    contatos.gravar_do_cliente("1", [BIA])
    assert contatos.do_cliente("1") == [BIA]


def test_nome_repetido_na_mesma_gravacao_e_recusado_e_nada_muda() -> None:
    contatos.gravar(ANA)
    with pytest.raises(DadoInvalido, match="repetido: Bia"):
        contatos.gravar_do_cliente("1", [BIA, BIA])
    assert contatos.do_cliente("1") == [ANA]


@pytest.mark.parametrize(
    ("contato", "motivo"),
    [
        (Contato.criar("sumiu", "Ana", "a@b.com"), "não está cadastrado"),
        (Contato.criar("1", " ", "a@b.com"), "está vazio"),
    ],
)
def test_contato_sem_dono_ou_sem_nome_e_recusado(contato: Contato, motivo: str) -> None:
    with pytest.raises(DadoInvalido, match=motivo):
        contatos.gravar(contato)


def test_excluir_um_nao_mexe_nos_outros() -> None:
    contatos.gravar_varios([ANA, BIA])
    contatos.excluir("1", "Ana")
    assert contatos.do_cliente("1") == [BIA]


def test_pagina_por_cliente_grupo_e_busca() -> None:
    gravar_cliente("2")
    contatos.gravar_varios([ANA, BIA, Contato.criar("2", "Carla", "c@c.com", ("Compras",))])
    assert contatos.pagina(Consulta(filtros={"cliente": "1"})).total == 2
    assert [achado.nome for achado in contatos.pagina(Consulta(filtros={"grupo": "Compras"})).linhas] == [
        "Ana",
        "Carla",
    ]
    assert contatos.pagina(Consulta(busca="ÁNA financeiro")).total == 0
    assert contatos.pagina(Consulta(busca="ána")).linhas == [ANA]


def test_pagina_custa_tres_consultas_com_qualquer_numero_de_contatos() -> None:
    contatos.gravar_varios([Contato.criar("1", f"Pessoa {n}", "a@b.com", ("A", "B")) for n in range(30)])
    with consultas_contadas() as comandos:
        assert contatos.pagina(Consulta()).total == 30
    assert len(comandos) == 3
