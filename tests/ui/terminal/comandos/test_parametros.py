"""`parametros`: todas as chaves valem juntas, ou nenhuma."""

from __future__ import annotations

from typing import Any

import pytest

from tests.linha_de_comando import CLIENTES, Terminal


def obter(terminal: Terminal) -> dict[str, Any]:
    lido: dict[str, Any] = terminal("parametros").objeto["parametros"]
    return lido


@pytest.fixture
def com_grupos(terminal: Terminal) -> Terminal:
    """Com dois grupos e duas situações cadastrados."""
    terminal.importar(CLIENTES, "clientes")
    terminal.importar("cliente;nome;email;grupos\n001;Ana;ana@um.example.com;Financeiro|Sócios\n", "contatos")
    terminal.importar(
        "cliente;documento;parcela;vencimento;valor;situacao\n001;1;1;01/12/2026;1,00;Acordo\n001;2;1;01/12/2026;1,00;Normal\n"
    )
    return terminal


@pytest.mark.parametrize(
    ("alteracao", "valor"),
    [
        ("habilitado=sim", True),
        ("habilitado=não", False),
        ("vencendo_em_dias=0", 0),
        ("vencendo_em_dias=60", 60),
        ("enviar_vencidos=nao", False),
        ("dias_para_vencido=60", 60),
        ("intervalo_dias=365", 365),
        ("prorrogar_dia_util=SIM", True),
        ("valor_minimo=1.234,56", "1234.56"),
        ("valor_minimo=10.5", "10.50"),
        ("valor_minimo=", "0.00"),
        ("vencidos_ate_dias=36500", 36500),
        (" intervalo_dias = 7 ", 7),
    ],
)
def test_cada_chave(terminal: Terminal, alteracao: str, valor: object) -> None:
    dito = terminal("parametros", alteracao)
    assert dito.codigo == 0
    assert dito.objeto["parametros"][alteracao.partition("=")[0].strip()] == valor
    assert obter(terminal) == dito.objeto["parametros"]


@pytest.mark.parametrize(
    ("alteracao", "trecho"),
    [
        ("habilitado=1", "não é sim nem nao"),
        ("vencendo_em_dias=61", "0 a 60"),
        ("vencendo_em_dias=-1", "0 a 60"),
        ("dias_para_vencido=x", "0 a 60"),
        ("intervalo_dias=366", "0 a 365"),
        ("vencidos_ate_dias=36501", "0 a 36500"),
        ("valor_minimo=-1", "valor_minimo"),
        ("valor_minimo=1.234", "valor_minimo"),
        ("conta_email=x", "conta_email"),
        ("conta_email=9", "conta"),
        ("grupos_modo=X", "não é S, N nem T"),
        ("grupos_modo=S", "ao menos um"),
        ("grupos=Inexistente", "Financeiro"),
        ("situacoes=Inexistente", "Acordo"),
        ("inventada=1", "habilitado"),
        ("habilitado", "CHAVE=VALOR"),
    ],
)
def test_valor_que_nao_serve_da_saida_2_e_nada_muda(com_grupos: Terminal, alteracao: str, trecho: str) -> None:
    antes = obter(com_grupos)
    dito = com_grupos("parametros", "prorrogar_dia_util=sim", alteracao)
    assert dito.codigo == 2
    assert trecho in dito.frase
    assert obter(com_grupos) == antes


def test_chave_repetida_e_uso_errado(terminal: Terminal) -> None:
    assert "duas vezes" in terminal("parametros", "intervalo_dias=1", "intervalo_dias=2").frase


def test_filtro_vale_em_qualquer_ordem_e_com_a_primeira_grafia(com_grupos: Terminal) -> None:
    com_grupos("parametros", "grupos=SOCIOS| financeiro ", "grupos_modo=s", "situacoes_modo=N", "situacoes=acordo")
    lido = obter(com_grupos)
    assert (lido["grupos_modo"], sorted(lido["grupos"])) == ("S", ["Financeiro", "Sócios"])
    assert (lido["situacoes_modo"], lido["situacoes"]) == ("N", ["Acordo"])


def test_conta_escolhida_e_depois_vazia(pronto: Terminal) -> None:
    assert pronto("parametros", "conta_email=1").objeto["parametros"]["conta_email"] == 1
    assert pronto("parametros", "conta_email=").objeto["parametros"]["conta_email"] is None


def test_em_texto_e_o_que_se_digita_de_volta(com_grupos: Terminal) -> None:
    com_grupos("parametros", "grupos_modo=S", "grupos=Financeiro|Sócios", "habilitado=sim")
    linhas = com_grupos.dizer("parametros").saida.splitlines()
    assert "habilitado = sim" in linhas
    assert "grupos = Financeiro|Sócios" in linhas
    assert "conta_email = " in linhas
    com_grupos("parametros", "grupos_modo=T", "grupos=", "habilitado=nao")
    com_grupos("parametros", *(linha.replace(" = ", "=", 1) for linha in linhas))
    assert com_grupos.dizer("parametros").saida.splitlines() == linhas
