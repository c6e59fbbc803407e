"""Busca sem maiúsculas nem acentos, ordem e recorte feitos na base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.acesso.consulta import Consulta, texto_de_busca
from modelos.cadastro import clientes
from regras.nomes import chave
from tests.modelos.exemplos import consultas_contadas, gravar_cliente

pytestmark = pytest.mark.usefixtures("base")


def _achados(**campos: object) -> list[str]:
    return [cliente.codigo for cliente in clientes.pagina(Consulta(**campos)).linhas]  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _tres_clientes(base: object) -> None:
    gravar_cliente("3", nome="Zélia Confecções", cidade="São José")
    gravar_cliente("1", nome="ávila & Irmãos 100%", cidade="Joinville")
    gravar_cliente("2", nome="Bar do João", cidade="Joinville")


@pytest.mark.parametrize("busca", ["avila", "ÁVILA", "irmaos  ávila", "joinville AVILA", "c1@exemplo"])
def test_busca_sem_maiusculas_acentos_nem_ordem_das_palavras(busca: str) -> None:
    assert _achados(busca=busca) == ["1"]


def test_todas_as_palavras_tem_de_aparecer() -> None:
    assert _achados(busca="avila confeccoes") == []


@pytest.mark.parametrize(("busca", "achados"), [("100%", ["1"]), ("%", ["1"]), ("_", []), ("'; DROP", [])])
def test_sinais_da_busca_valem_por_si(busca: str, achados: list[str]) -> None:
    assert _achados(busca=busca) == achados


def test_ordem_alfabetica_ignora_acento_e_maiuscula() -> None:
    assert _achados() == ["1", "2", "3"]
    assert _achados(decrescente=True) == ["3", "2", "1"]


def test_recorte_e_total() -> None:
    pagina = clientes.pagina(Consulta(ordem="codigo", deslocamento=1, limite=1))
    assert ([cliente.codigo for cliente in pagina.linhas], pagina.total) == (["2"], 3)


def test_pagina_custa_duas_consultas() -> None:
    with consultas_contadas() as comandos:
        clientes.pagina(Consulta(busca="o"))
    assert len(comandos) == 2


def test_ordem_que_nao_existe_e_defeito() -> None:
    with pytest.raises(KeyError):
        clientes.pagina(Consulta(ordem="senha"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_o_texto_de_busca_contem_cada_parte_normalizada(partes: list[str]) -> None:
    texto = texto_de_busca(*partes)
    assert all(palavra in texto for parte in partes for palavra in chave(parte).split())
