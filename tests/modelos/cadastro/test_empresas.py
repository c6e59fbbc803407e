"""A empresa que cobra: uma por base."""

from __future__ import annotations

from decimal import Decimal

import pytest

from modelos.cadastro import empresas
from regras.cadastro import Empresa

pytestmark = pytest.mark.usefixtures("base")


def test_base_nova_nao_tem_empresa() -> None:
    assert empresas.obter() is None


def test_gravar_de_novo_substitui() -> None:
    empresas.gravar(Empresa("Antiga", "1"))
    nova = Empresa("Aurora Ltda", "11222333000181", cidade="Joinville", multa_percentual=Decimal("2.5"))
    empresas.gravar(nova)
    assert empresas.obter() == nova
