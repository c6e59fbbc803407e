"""Leitura tolerante de um item: o que se aceita e a frase do que não se aceita."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import pytest

from boletos.avulso.entrada import (
    Entrada,
    ler_data,
    ler_texto,
    ler_valor,
)
from boletos.emissao.boleto import Parte
from regras.erros import DadoInvalido


@pytest.mark.parametrize(
    ("conteudo", "texto"),
    [
        (None, ""),
        (" 018 ", "018"),
        (18, "18"),
        (18.0, "18"),
        (Decimal("18.00"), "18"),
        (Decimal("1E+3"), "1000"),
        ("ção", "ção"),
    ],
)
def test_numero_serve_onde_se_espera_texto(conteudo: object, texto: str) -> None:
    assert ler_texto(conteudo, "carteira") == texto


@pytest.mark.parametrize(
    ("conteudo", "frase"),
    [
        (True, "tem de ser texto"),
        ([], "tem de ser texto"),
        ({"a": 1}, "tem de ser texto"),
        (b"18", "tem de ser texto"),
        (-1, "não pode ser negativo"),
        (Decimal("-0.5"), "não pode ser negativo"),
        (1.5, "1.5 não é um número inteiro"),
        (math.nan, "não é um número"),
        (math.inf, "não é um número"),
        (Decimal("NaN"), "não é um número"),
        (Decimal("sNaN"), "não é um número"),
        (Decimal("-Infinity"), "não é um número"),
        (Decimal("1E+999999"), "fora da faixa"),
        (Decimal("1E-999999"), "fora da faixa"),
        pytest.param(10**5000, "fora da faixa", id="inteiro de cinco mil algarismos"),
        ("x" * 501, "passa de 500 caracteres"),
        ("a\x00b", "caractere de controle"),
        ("a\nb", "caractere de controle"),
        ("a\u202eb", "caractere de controle ou de direção"),
        ("\ud800", "caractere que não existe"),
    ],
)
def test_o_que_nao_e_texto_e_recusado_com_o_nome_do_campo(conteudo: object, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=f"carteira: .*{frase}"):
        ler_texto(conteudo, "carteira")


@pytest.mark.parametrize(
    ("conteudo", "centavos"),
    [
        (None, None),
        ("", None),
        ("10.50", 1050),
        ("1.234,56", 123456),
        ("0.00", 0),
        (10, 1000),
        (10.5, 1050),
        (2952.95, 295295),
        (Decimal("0.10"), 10),
        (0, 0),
    ],
)
def test_valor_em_texto_ou_numero(conteudo: object, centavos: int | None) -> None:
    assert ler_valor(conteudo, "valor") == centavos


@pytest.mark.parametrize(
    ("conteudo", "frase"),
    [
        ("-5", "não é um valor"),
        ("dez", "não é um valor"),
        ("1.234", "ambíguo"),
        (-5, "negativo"),
        (1.005, "mais de duas casas"),
        (Decimal("0.1000000000000000000000000000000000001"), "mais de duas casas"),
        (math.nan, "não é um número"),
        (True, "tem de ser texto"),
        ([1], "tem de ser texto"),
    ],
)
def test_valor_ruim_e_recusado(conteudo: object, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=f"valor: .*{frase}"):
        ler_valor(conteudo, "valor")


@pytest.mark.parametrize(
    ("texto", "dia"),
    [(None, None), ("", None), ("2026-11-24", date(2026, 11, 24)), (" 2026-11-24 ", date(2026, 11, 24))],
)
def test_data_na_forma_do_contrato(texto: object, dia: date | None) -> None:
    assert ler_data(texto, "vencimento") == dia


@pytest.mark.parametrize(
    ("conteudo", "frase"),
    [
        ("2026-02-30", "não existe no calendário"),
        ("24/11/2026", "AAAA-MM-DD"),
        ("20261124", "AAAA-MM-DD"),
        ("٢٠٢٦-١١-٢٤", "AAAA-MM-DD"),
        (20261124, "AAAA-MM-DD"),
        ([], "AAAA-MM-DD"),
        (False, "AAAA-MM-DD"),
    ],
)
def test_data_ruim_e_recusada(conteudo: object, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=f"vencimento: .*{frase}"):
        ler_data(conteudo, "vencimento")


def test_campo_ruim_vira_frase_e_vale_como_vazio() -> None:
    entrada = Entrada({"carteira": [], "agencia": "57"})
    assert (entrada.texto("carteira"), entrada.texto("agencia"), entrada.texto("conta")) == ("", "57", "")
    assert list(entrada.erros) == ["carteira: tem de ser texto."]


@pytest.mark.parametrize(
    ("conteudo", "linhas"), [("Uma\nDuas", "Uma\nDuas"), (["Uma", "Duas", 3], "Uma\nDuas\n3"), (None, ""), ("", "")]
)
def test_instrucoes_em_texto_ou_lista(conteudo: object, linhas: str) -> None:
    assert Entrada({"instrucoes": conteudo}).linhas("instrucoes") == linhas


def test_parte_com_mascara_e_o_que_falta_vazio() -> None:
    pagador = {"nome": "José", "cpf_cnpj": 52998224725, "cep": "89201000", "email": ["ignorado"]}
    entrada = Entrada({"pagador": pagador, "beneficiario": None})
    assert entrada.parte("pagador") == Parte("José", "529.982.247-25", cep="89201-000")
    assert entrada.parte("beneficiario") == Parte("")
    assert not entrada.erros


def test_parte_que_nao_e_objeto_ou_traz_lixo_vira_frase() -> None:
    entrada = Entrada({"pagador": "José", "beneficiario": {"nome": ["x"]}})
    assert entrada.parte("pagador") == entrada.parte("beneficiario") == Parte("")
    assert list(entrada.erros) == [
        "pagador: não é um objeto.",
        "beneficiario.nome: tem de ser texto.",
    ]


@pytest.mark.parametrize(
    ("conteudo", "esperado"),
    [(None, False), (True, True), (False, False), ("S", True), ("sim", True), ("N", False), (" não ", False)],
)
def test_marca_em_booleano_ou_texto(conteudo: object, esperado: bool) -> None:
    entrada = Entrada({"com_desconto": conteudo})
    assert entrada.marca("com_desconto") is esperado
    assert entrada.erros == {}


@pytest.mark.parametrize("conteudo", ["talvez", 2, [], {}])
def test_marca_que_nao_se_entende_e_dita(conteudo: object) -> None:
    entrada = Entrada({"com_desconto": conteudo})
    assert entrada.marca("com_desconto") is False
    assert list(entrada.erros) == ["com_desconto: tem de ser verdadeiro ou falso."]
