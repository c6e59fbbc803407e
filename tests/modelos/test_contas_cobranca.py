"""Contas de cobrança."""

from __future__ import annotations

from decimal import Decimal

import pytest

from modelos import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from tests.modelos.exemplos import gravar_debito

pytestmark = pytest.mark.usefixtures("base")
CONTA = ContaCobranca("01", "237", "09", com_desconto=True, homologada=True, multa_percentual=Decimal("0"))


def test_volta_como_foi_gravada_e_em_ordem_de_codigo() -> None:
    outra = ContaCobranca("00", "001", "17")
    contas_cobranca.gravar_varias([CONTA, outra])
    assert contas_cobranca.listar() == [outra, CONTA]
    assert contas_cobranca.obter("01") == CONTA
    assert contas_cobranca.obter("1") is None


def test_conta_citada_por_debito_nao_se_exclui() -> None:
    contas_cobranca.gravar(CONTA)
    gravar_debito("1", conta_cobranca="01")
    with pytest.raises(DadoInvalido, match="1 débito"):
        contas_cobranca.excluir("01")


def test_conta_livre_se_exclui() -> None:
    contas_cobranca.gravar(CONTA)
    contas_cobranca.excluir("01")
    assert contas_cobranca.listar() == []
