"""Argumentos em português: o que se aceita, e como se recusa."""

from __future__ import annotations

from datetime import date

import pytest

from regras.erros import DadoInvalido
from ui.terminal.argumentos import Analisador, UsoErrado, acrescentar_comuns, ler_data, ler_inteiro, tipo


@pytest.fixture
def analisador() -> Analisador:
    """Com um argumento de cada jeito."""
    montado = Analisador(prog="app.py")
    montado.add_argument("aviso", type=tipo(ler_inteiro(1, 10)))
    montado.add_argument("--modo", choices=["reenviar", "enviado"])
    montado.add_argument("--data", type=tipo(ler_data))
    montado.add_argument("--numero", type=int)
    juntos = montado.add_mutually_exclusive_group()
    juntos.add_argument("--sim", action="store_true")
    juntos.add_argument("--nao", action="store_true")
    acrescentar_comuns(montado)
    return montado


@pytest.mark.parametrize(
    ("argumentos", "mensagem"),
    [
        ([], "Falta informar: aviso."),
        (["1", "dois"], "Argumento desconhecido: dois."),
        (["1", "--outro"], "Argumento desconhecido: --outro."),
        (["1", "--mod", "enviado"], "Argumento desconhecido: --mod enviado."),
        (["1", "--data"], "--data: falta o valor."),
        (["1", "--modo", "x"], "--modo: 'x' não vale; use um de: 'reenviar', 'enviado'."),
        (["1", "--numero", "x"], "--numero: 'x' não é um número inteiro."),
        (["1", "--sim", "--nao"], "--nao não pode ser usado junto com --sim."),
        (["1", "--sim=1"], "--sim não aceita valor ('1')."),
        (["11"], "Aviso: “11” não é um inteiro de 1 a 10."),
        (["1", "--data", "31/02/2026"], "--data: “31/02/2026” não é uma data (AAAA-MM-DD)."),
    ],
)
def test_erro_e_dito_em_portugues_e_manda_ver_a_ajuda(
    analisador: Analisador, argumentos: list[str], mensagem: str
) -> None:
    with pytest.raises(UsoErrado) as erro:
        analisador.parse_args(argumentos)
    assert erro.value.mensagem == mensagem
    assert erro.value.o_que_fazer == "Veja `app.py --help`."


def test_opcao_comum_omitida_nao_apaga_a_que_veio_antes(analisador: Analisador) -> None:
    assert not hasattr(analisador.parse_args(["1"]), "base")
    lido = analisador.parse_args(["1", "--base", "b.db", "--json"])
    assert (lido.base, lido.json) == ("b.db", True)


def test_montagem_adiada_so_acontece_quando_e_o_escolhido_e_uma_vez() -> None:
    montado = Analisador(prog="app.py")
    vezes: list[Analisador] = []
    montado.adiar(vezes.append)
    assert vezes == []
    montado.parse_args([])
    montado.parse_args([])
    assert vezes == [montado]


@pytest.mark.parametrize("texto", ["2028-02-29", "29/02/2028"])
def test_data_se_le_nas_duas_formas(texto: str) -> None:
    assert ler_data(texto) == date(2028, 2, 29)


@pytest.mark.parametrize("texto", ["", "2027-02-29", "2027-2-1", "31/04/2027", "hoje", "٢٠٢٧-٠١-٠١", "20270101"])
def test_o_que_nao_e_data_e_recusado(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="não é uma data"):
        ler_data(texto)


@pytest.mark.parametrize("texto", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_ano_que_e_erro_de_digitacao_e_recusado_e_nao_estoura_o_calendario(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="fora dos anos de 1900 a 2199"):
        ler_data(texto)
    assert ler_data("1900-01-01") < ler_data("2199-12-31")


@pytest.mark.parametrize(("texto", "lido"), [("0", 0), ("10", 10), ("007", 7)])
def test_inteiro_na_faixa(texto: str, lido: int) -> None:
    assert ler_inteiro(0, 10)(texto) == lido


@pytest.mark.parametrize("texto", ["", "-1", "11", "1.0", "1e1", " 1", "٣", "9" * 5000])
def test_inteiro_fora_da_faixa(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="não é um inteiro de 0 a 10"):
        ler_inteiro(0, 10)(texto)
