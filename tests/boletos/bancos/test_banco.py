"""A forma comum: o que se declara de um banco por palavras, e o que sai delas."""

from __future__ import annotations

import pytest

from boletos import bancos
from boletos.bancos.banco import Leiaute
from boletos.bancos.campos import exigir
from boletos.bancos.impressao import impressao
from boletos.titulo.titulo import Titulo
from tests.boletos.contas_de_exemplo import CONTAS, LEGADO
from tests.boletos.test_todos_os_bancos import _titulo

TODAS = CONTAS | LEGADO
CAMPOS = (exigir("agencia", 4), exigir("convenio", 7, "código do beneficiário (PSK)", padrao="9"))


def test_palavra_que_nao_e_campo_da_conta_e_recusada_ao_declarar() -> None:
    with pytest.raises(ValueError, match="“carteira” não é campo"):
        Leiaute(CAMPOS, "agencia carteira numero", posicoes=19)


def test_leiaute_que_nao_soma_25_e_recusado_ao_declarar() -> None:
    with pytest.raises(ValueError, match="não soma 25"):
        Leiaute(CAMPOS, "agencia numero", posicoes=20)


def test_o_tamanho_o_nome_e_o_valor_usual_vem_do_campo() -> None:
    leiaute = Leiaute(CAMPOS, "agencia convenio numero 00", posicoes=12)
    titulo = Titulo("34", agencia="12")
    assert leiaute.campo_livre(titulo, leiaute.nosso_numero(titulo)) == "0012" + "0000009" + "000000000034" + "00"
    assert leiaute.composicao() == ((4, "agência"), (7, "código do beneficiário"), (12, "nosso número"), (2, "zeros"))


@pytest.mark.parametrize("nome", TODAS)
def test_as_constantes_estao_no_lugar_que_a_composicao_diz(nome: str) -> None:
    banco, titulo = bancos.obter(TODAS[nome].banco), _titulo(TODAS[nome])
    campo_livre = banco.campo_livre(titulo)
    for tamanho, o_que_e in banco.leiaute(titulo).composicao():
        pedaco, campo_livre = campo_livre[:tamanho], campo_livre[tamanho:]
        if o_que_e.startswith("constante "):
            assert o_que_e.removeprefix("constante ") == pedaco
        elif o_que_e in {"zero", "zeros"}:
            assert not pedaco.strip("0")


@pytest.mark.parametrize("nome", TODAS)
def test_a_conta_feita_de_uma_vez_e_a_mesma(nome: str) -> None:
    banco, titulo = bancos.obter(TODAS[nome].banco), _titulo(TODAS[nome])
    assert banco.calcular(titulo) == (banco.impresso(titulo), banco.campo_livre(titulo))


@pytest.mark.parametrize(
    ("modelo", "impresso"),
    [
        ("agencia:4-dv/conta:7-dv", "0012-X/0000034"),
        ("agencia:4+dv / conta", "0012x / 34"),
        ("agencia.posto.convenio:3", "12.056"),
        ("posto", ""),
    ],
)
def test_impressao_poe_zeros_digito_e_separador_e_omite_o_vazio(modelo: str, impresso: str) -> None:
    titulo = Titulo(agencia="12", agencia_dv="x", conta="34", convenio="56")
    assert impressao(modelo)(titulo) == impresso
