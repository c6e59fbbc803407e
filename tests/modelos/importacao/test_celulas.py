from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.importacao import celulas
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, em_decimal, formatar
from regras.erros import DadoInvalido


@pytest.mark.parametrize("texto", ["24/11/2026", "2026-11-24"])
def test_data_nos_dois_formatos_do_contrato(texto: str) -> None:
    assert celulas.ler_data(texto, "emissao") == date(2026, 11, 24)


def test_dia_e_mes_podem_ter_um_algarismo() -> None:
    assert celulas.ler_data("3/7/2026", "emissao") == date(2026, 7, 3)


@pytest.mark.parametrize(
    "texto",
    [
        "31/02/2026",
        "29/02/2026",
        "00/01/2026",
        "24/11/26",
        "2026-1-2",
        "24-11-2026",
        "24/11/0026",
        "24/11/2026 10:00",
        "24112026",
        "hoje",
        "٢٤/١١/٢٠٢٦",
        "2026-11-24T00:00:00",
    ],
)
def test_data_impossivel_ou_noutro_formato_e_recusada(texto: str) -> None:
    with pytest.raises(DadoInvalido, match=r"dd/mm/aaaa ou aaaa-mm-dd") as erro:
        celulas.ler_data(texto, "emissao")
    assert erro.value.campo == "emissao"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_toda_data_escrita_volta_igual(dia: date) -> None:
    assert celulas.ler_data(f"{dia:%d/%m/}{dia.year}", "data") == celulas.ler_data(dia.isoformat(), "data") == dia


@pytest.mark.parametrize("dia", ["03/07/2000", "31/12/2049"])
def test_vencimento_nas_pontas_da_faixa(dia: str) -> None:
    assert celulas.ler_vencimento(dia, "vencimento") == celulas.ler_data(dia, "vencimento")


@pytest.mark.parametrize("dia", ["02/07/2000", "01/01/2050"])
def test_vencimento_fora_da_faixa_e_recusado(dia: str) -> None:
    with pytest.raises(DadoInvalido, match="fora da faixa"):
        celulas.ler_vencimento(dia, "vencimento")


@pytest.mark.parametrize("texto", ["0", "0,00", "100.000.000,00", "-1,00", "1.234", "1,234.56", "dez", "1e3", "١"])
def test_valor_fora_da_faixa_ou_ilegivel_e_recusado(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        celulas.ler_valor(texto, "valor")


@given(st.integers(1, MAIOR_VALOR_CENTAVOS))
def test_todo_valor_da_faixa_e_lido_com_virgula_e_com_ponto(centavos: int) -> None:
    assert celulas.ler_valor(formatar(centavos), "valor") == centavos
    assert celulas.ler_valor(em_decimal(centavos), "valor") == centavos


def test_saldo_zero_e_aceito() -> None:
    assert celulas.ler_saldo("0,00", "saldo") == 0


@pytest.mark.parametrize(
    ("texto", "valor"), [("S", True), ("sim", True), ("n", False), ("NÃO", False), ("falso", False)]
)
def test_sim_e_nao(texto: str, valor: bool) -> None:
    assert celulas.ler_sim_nao(texto, "avisar") is valor


@pytest.mark.parametrize(
    ("ler", "texto", "lido"),
    [
        (celulas.ler_cpf_cnpj, "12.abc.345/01de-35", "12ABC34501DE35"),
        (celulas.ler_sem_mascara, "00190.00009 01238", "001900000901238"),
        (celulas.ler_sem_mascara, "sob consulta", "sob consulta"),
        (celulas.ler_banco, "1", "001"),
        (celulas.ler_aceite, "s", "A"),
        (celulas.ler_aceite, "a", "A"),
        (celulas.ler_aceite, "Não", "N"),
        (celulas.ler_grupos, "Sócios| |SOCIOS|Contas  a pagar", ("Sócios", "Contas a pagar")),
        (celulas.ler_nome_de_tabela, "Acordo   antigo", "Acordo antigo"),
        (celulas.ler_numero_de_nota, "000042", 42),
        (celulas.ler_texto, "Jose\u0301", "José"),
    ],
)
def test_leituras_de_texto(ler: Callable[[str, str], Any], texto: str, lido: Any) -> None:
    assert ler(texto, "coluna") == lido


@pytest.mark.parametrize(
    ("ler", "texto"),
    [
        (celulas.ler_banco, "BB"),
        (celulas.ler_banco, "1234"),
        (celulas.ler_aceite, "x"),
        (celulas.ler_sim_nao, "talvez"),
        (celulas.ler_numero_de_nota, "0"),
        (celulas.ler_numero_de_nota, "1,5"),
        (celulas.ler_numero_de_nota, "1" * 16),
        (celulas.ler_nome_de_tabela, "\u0301"),
    ],
)
def test_leituras_que_recusam(ler: Callable[[str, str], Any], texto: str) -> None:
    with pytest.raises(DadoInvalido):
        ler(texto, "coluna")


def _ler_ou_frase(leitura: str, texto: str) -> object:
    try:
        return getattr(celulas, f"ler_{leitura}")(texto, "coluna")
    except DadoInvalido as erro:
        return erro


@given(st.text(min_size=1, max_size=40), st.sampled_from(["data", "vencimento", "valor", "saldo", "sim_nao", "banco"]))
def test_texto_qualquer_e_lido_ou_recusado_com_a_coluna(texto: str, leitura: str) -> None:
    lido = _ler_ou_frase(leitura, texto)
    assert isinstance(lido, date | int | bool | str | DadoInvalido)
    assert getattr(lido, "campo", "coluna") == "coluna"
