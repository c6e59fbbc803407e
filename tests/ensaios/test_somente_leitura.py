"""O que o ensaio de somente leitura espera de cada caso; ele monta discos de verdade e por isso não roda aqui."""

from __future__ import annotations

import pytest

from ensaios.somente_leitura import CASOS, Caso, conferir_o_que_saiu

POR_NOME = {caso.nome: caso for caso in CASOS}


@pytest.mark.parametrize(
    ("nome", "codigo", "aceitas", "problema"),
    [
        ("arquivo da base", 1, 1, "sem poder registrar"),
        ("disco da base", 0, 40, "sem poder registrar"),
        ("arquivo do diário, no meio", 0, 40, "devia ter parado"),
        ("arquivo do diário, no meio", 1, 0, "devia ter parado"),
        ("arquivo da base, no meio", 1, 7, "devia ter acabado"),
    ],
)
def test_o_que_saiu_a_mais_ou_a_menos_e_acusado(nome: str, codigo: int, aceitas: int, problema: str) -> None:
    caso: Caso = POR_NOME[nome]
    assert any(problema in achado for achado in conferir_o_que_saiu(caso, codigo, aceitas, 40))


@pytest.mark.parametrize(
    ("nome", "codigo", "aceitas"),
    [("pasta da base", 1, 0), ("arquivo do diário, no meio", 1, 4), ("pasta da base, no meio", 0, 40)],
)
def test_o_que_se_espera_nao_e(nome: str, codigo: int, aceitas: int) -> None:
    assert list(conferir_o_que_saiu(POR_NOME[nome], codigo, aceitas, 40)) == []
