"""O registro das importações."""

from __future__ import annotations

import pytest

from modelos.carteira import importacoes
from modelos.carteira.importacoes import Importacao
from tests.modelos.exemplos import EM

pytestmark = pytest.mark.usefixtures("base")


def test_a_ultima_de_todas_e_a_de_um_tipo() -> None:
    clientes = Importacao(EM, "c.csv", "clientes", lidas=10, incluidas=7, alteradas=1, iguais=1, rejeitadas=1)
    debitos = Importacao(EM, "d.csv", "debitos", erro="não é texto")
    assert importacoes.ultima() is None
    for importacao in (clientes, debitos):
        importacoes.registrar(importacao)
    assert importacoes.ultima() == debitos
    assert importacoes.ultima("clientes") == clientes
