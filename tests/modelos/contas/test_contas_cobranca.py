"""Contas de cobrança."""

from __future__ import annotations

from decimal import Decimal

import pytest

from modelos.contas import contas_cobranca
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


def test_incluir_nao_sobrescreve_a_que_existe() -> None:
    contas_cobranca.incluir(CONTA)
    with pytest.raises(DadoInvalido, match="já existe uma conta de cobrança 01"):
        contas_cobranca.incluir(ContaCobranca("01", "001", "17"))
    assert contas_cobranca.listar() == [CONTA]


def test_conta_os_debitos_de_cada_conta() -> None:
    gravar_debito("1", "a", conta_cobranca="01")
    gravar_debito("1", "b", conta_cobranca="01")
    gravar_debito("1", "c")
    assert contas_cobranca.contar_debitos() == {"": 1, "01": 2}
