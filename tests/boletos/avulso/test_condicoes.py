"""Descontos, multa e juros do comando `boleto`: as linhas que saem, e o que se recusa."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from boletos.avulso import condicoes
from boletos.avulso.entrada import Entrada

VENCE = date(2026, 12, 10)


def _ler(valor: int = 100_00, vencimento: date | None = VENCE, **item: Any) -> tuple[tuple[str, ...], list[str]]:
    entrada = Entrada(item)
    linhas = condicoes.em_linhas(entrada, valor, vencimento)
    assert entrada.nao_usadas() == []
    return tuple(linha.replace("\N{NO-BREAK SPACE}", " ") for linha in linhas), list(entrada.erros)


def test_tudo_sai_em_reais_e_datas_na_ordem_descontos_multa_juros() -> None:
    linhas, erros = _ler(
        juros={"percentual_mes": "3"},
        multa={"percentual": 2},
        descontos=[{"data": "2026-11-30", "valor": "10,00"}, {"ate": "2026-12-05", "percentual": "2.5"}, {"valor": 1}],
    )
    assert linhas == (
        "Até 30/11/2026, conceder desconto de R$ 10,00.",
        "Até 05/12/2026, conceder desconto de R$ 2,50.",
        "Até 10/12/2026, conceder desconto de R$ 1,00.",
        "Após 10/12/2026, cobrar multa de R$ 2,00.",
        "Após 10/12/2026, cobrar R$ 0,10 por dia de atraso.",
    )
    assert erros == []


def test_valor_dito_e_data_propria_valem_no_lugar_do_percentual_e_do_vencimento() -> None:
    linhas, erros = _ler(multa={"valor": "5.00", "a_partir_de": "2026-12-15"}, juros={"valor_dia": "0,33"})
    assert linhas == ("Após 15/12/2026, cobrar multa de R$ 5,00.", "Após 10/12/2026, cobrar R$ 0,33 por dia de atraso.")
    assert erros == []


def test_zero_e_ausente_nao_dao_linha_e_sem_vencimento_se_diz_o_vencimento() -> None:
    assert _ler(multa={"percentual": 0}, juros=None, descontos=[]) == ((), [])
    assert _ler(vencimento=None, multa={"valor": 1})[0] == ("Após o vencimento, cobrar multa de R$ 1,00.",)


@pytest.mark.parametrize(
    ("item", "frase"),
    [
        ({"multa": {}}, "multa: falta dizer o valor em reais, ou o percentual"),
        ({"multa": "2"}, "multa: não é um objeto"),
        ({"juros": {"percentual": "cem"}}, "juros.percentual: “cem” não é um percentual"),
        ({"descontos": {"valor": 1}}, "descontos: tem de ser uma lista de até 3 objetos"),
        ({"descontos": [{"valor": 1}] * 4}, "descontos: tem de ser uma lista de até 3 objetos"),
        ({"descontos": [{"valor": 1}, 2]}, "descontos[1]: não é um objeto"),
        ({"descontos": [{"valor": "100.00"}]}, "descontos: não pode ser do valor do boleto, nem mais"),
        ({"descontos": [{"data": "30/11/2026", "valor": 1}]}, "descontos[0].data:"),
    ],
)
def test_o_que_nao_serve_vira_erro_com_o_lugar(item: dict[str, Any], frase: str) -> None:
    _, erros = _ler(**item)
    assert any(erro.startswith(frase) for erro in erros), erros


def test_percentual_de_boleto_em_aberto_nao_se_calcula() -> None:
    assert "em aberto" in _ler(valor=0, multa={"percentual": 2})[1][0]
