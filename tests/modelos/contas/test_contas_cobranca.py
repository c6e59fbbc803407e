"""Contas de cobrança."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from modelos.cadastro import situacoes
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


def test_aplicar_poe_a_conta_so_nos_abertos_sem_conta_das_situacoes_dadas() -> None:
    situacoes.garantir(["Normal"])
    gravar_debito("1", "10", situacao="Normal", conta_cobranca="")
    gravar_debito("1", "11", situacao="", conta_cobranca="")
    gravar_debito("1", "12", situacao="Normal", conta_cobranca="OUTRA")
    gravar_debito("1", "13", situacao="Normal", conta_cobranca="", pago_em=date(2026, 1, 5))
    assert contas_cobranca.contar_sem_conta() == {"": 1, "Normal": 1}
    assert contas_cobranca.aplicar("ITAU", ["Normal"]) == 1
    assert contas_cobranca.contar_sem_conta() == {"": 1}
    assert contas_cobranca.aplicar("ITAU", [""]) == 1
    por_conta = contas_cobranca.contar_debitos()
    assert (por_conta["ITAU"], por_conta["OUTRA"], por_conta[""]) == (2, 1, 1)
