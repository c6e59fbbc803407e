"""Grupos e situações: nomes livres, em que vale a primeira grafia gravada."""

from __future__ import annotations

from types import ModuleType

import pytest

from modelos.cadastro import contatos, grupos, situacoes
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.cadastro import Contato
from regras.erros import DadoInvalido
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from tests.modelos.exemplos import gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")
ambos = pytest.mark.parametrize("cadastro", [grupos, situacoes], ids=["grupos", "situacoes"])


@ambos
def test_vale_a_primeira_grafia(cadastro: ModuleType) -> None:
    assert cadastro.garantir(["Jurídico", "  JURIDICO  "]) == {"Jurídico": "Jurídico", "  JURIDICO  ": "Jurídico"}
    assert cadastro.garantir(["juridico"]) == {"juridico": "Jurídico"}
    assert cadastro.listar() == ["Jurídico"]


@ambos
def test_espacos_repetidos_nao_ficam_no_nome(cadastro: ModuleType) -> None:
    assert cadastro.garantir([" Contas   a pagar "]) == {" Contas   a pagar ": "Contas a pagar"}


@ambos
def test_lista_em_ordem_sem_acentos(cadastro: ModuleType) -> None:
    cadastro.garantir(["Zelo", "água", "Banco"])
    assert cadastro.listar() == ["água", "Banco", "Zelo"]


@ambos
def test_nome_vazio_e_recusado_e_nada_e_cadastrado(cadastro: ModuleType) -> None:
    with pytest.raises(DadoInvalido, match="não é um nome"):
        cadastro.garantir(["Bom", "  "])
    assert cadastro.listar() == []


def test_renomear_grupo_vale_nos_contatos_e_nos_parametros() -> None:
    gravar_cliente("1")
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com", ("Financeiro",)))
    parametros.gravar(ParametrosAviso(grupos=FiltroSNT(Modo.SELECIONA, ("Financeiro",))))
    grupos.renomear("financeiro", "Contas a pagar")
    assert contatos.do_cliente("1")[0].grupos == ("Contas a pagar",)
    assert parametros.obter().grupos.marcados == ("Contas a pagar",)


def test_renomear_situacao_vale_nos_debitos() -> None:
    chave = gravar_debito("1", situacao="Acordo").chave
    situacoes.renomear("ACORDO", "Em acordo")
    assert debitos.obter(chave).situacao == "Em acordo"  # type: ignore[union-attr]


@ambos
def test_renomear_so_a_grafia(cadastro: ModuleType) -> None:
    cadastro.garantir(["juridico"])
    cadastro.renomear("juridico", "Jurídico")
    assert cadastro.listar() == ["Jurídico"]


@ambos
@pytest.mark.parametrize(
    ("de", "para", "motivo"), [("sumiu", "B", "não está cadastrado"), ("A", " ", "vazio"), ("A", "c", "já existe “C”")]
)
def test_renomear_recusado(cadastro: ModuleType, de: str, para: str, motivo: str) -> None:
    cadastro.garantir(["A", "C"])
    with pytest.raises(DadoInvalido, match=motivo):
        cadastro.renomear(de, para)
    assert cadastro.listar() == ["A", "C"]


def test_excluir_grupo_usado_diz_onde() -> None:
    gravar_cliente("1")
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com", ("Financeiro",)))
    parametros.gravar(ParametrosAviso(grupos=FiltroSNT(Modo.NAO_SELECIONA, ("Financeiro",))))
    with pytest.raises(DadoInvalido, match="1 contato e 1 marcação nos parâmetros"):
        grupos.excluir("Financeiro")


@ambos
def test_excluir_o_livre_e_o_que_nao_existe(cadastro: ModuleType) -> None:
    cadastro.garantir(["A"])
    cadastro.excluir("a")
    cadastro.excluir("a")
    assert cadastro.listar() == []
