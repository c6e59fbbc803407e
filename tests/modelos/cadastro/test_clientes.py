"""Clientes: chave texto, endereços já conferidos e exclusão que não apaga o que depende deles."""

from __future__ import annotations

from datetime import date

import pytest

from modelos.acesso.conexao import ler_uma
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.cadastro.clientes import ClienteDB
from regras.cadastro import Cliente
from tests.modelos.exemplos import HOJE, gravar_cliente

pytestmark = pytest.mark.usefixtures("base")


def test_volta_como_foi_gravado_com_zeros_a_esquerda() -> None:
    cliente = Cliente("000123", "Ávila", "Fantasia", "11222333000181", "a@b.com", avisar=False, promessa_ate=HOJE)
    clientes.gravar(cliente)
    assert clientes.obter("000123") == cliente
    assert clientes.obter("123") is None


def test_gravar_de_novo_altera_e_nao_duplica() -> None:
    gravar_cliente("1", nome="Antes")
    gravar_cliente("1", nome="Depois")
    assert [cliente.nome for cliente in clientes.pagina(Consulta()).linhas] == ["Depois"]


def test_a_busca_acompanha_a_alteracao() -> None:
    gravar_cliente("1", nome="Antes")
    gravar_cliente("1", nome="Depois")
    assert clientes.pagina(Consulta(busca="antes")).total == 0


def test_os_enderecos_sao_conferidos_ao_gravar() -> None:
    gravar_cliente("1", email="Ana@Exemplo.com.br; errado")
    validos = ler_uma(ClienteDB.select(ClienteDB.email_validos, ClienteDB.email_invalidos))
    assert validos == (("ana@exemplo.com.br",), ("errado",))


def test_varios_numa_consulta() -> None:
    gravar_cliente("1")
    outro = gravar_cliente("2")
    assert clientes.nomes(["2", "sumiu"]) == {"2": outro.nome}


@pytest.mark.parametrize(
    ("filtros", "achados"),
    [
        ({"avisar": "N"}, ["2"]),
        ({"avisar": "S"}, ["1"]),
        ({"uf": "SC"}, ["1"]),
        ({"uf": ""}, ["1", "2"]),
        ({"promessa_desde": "2026-11-24"}, ["1"]),
        ({"promessa_desde": "2026-11-25"}, []),
    ],
)
def test_filtros_da_pagina(filtros: dict[str, str], achados: list[str]) -> None:
    gravar_cliente("1", uf="SC", promessa_ate=HOJE)
    gravar_cliente("2", uf="PR", avisar=False)
    assert [cliente.codigo for cliente in clientes.pagina(Consulta(filtros=filtros)).linhas] == achados


@pytest.mark.parametrize(
    "ordem", ["nome", "codigo", "fantasia", "cpf_cnpj", "email", "cidade", "uf", "avisar", "promessa_ate"]
)
def test_toda_ordem_da_tela_existe(ordem: str) -> None:
    gravar_cliente("1")
    assert clientes.pagina(Consulta(ordem=ordem)).total == 1


def test_promessa_volta_como_data() -> None:
    gravar_cliente("1", promessa_ate=date(2026, 12, 1))
    lido = clientes.obter("1")
    assert lido is not None
    assert lido.promessa_ate == date(2026, 12, 1)
