from __future__ import annotations

import pytest

from boletos.emissao import endereco
from boletos.emissao.boleto import Parte


@pytest.mark.parametrize(
    ("parte", "linhas"),
    [
        (Parte("X", "", "Rua A, 1", "Joinville", "SC", "89201-000"), ("Rua A, 1", "Joinville/SC - CEP 89201-000")),
        (Parte("X", "", "Rua A, 1"), ("Rua A, 1",)),
        (Parte("X", uf="SC"), ("SC",)),
        (Parte("X", cep="89201-000"), ("CEP 89201-000",)),
        (Parte("X"), ()),
    ],
)
def test_linhas_de_endereco_pulam_o_que_falta(parte: Parte, linhas: tuple[str, ...]) -> None:
    assert endereco.em_linhas(parte) == linhas
