from __future__ import annotations

from datetime import date

import pytest

from regras.erros import DadoInvalido
from ui.terminal.argumentos import ler_data


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
