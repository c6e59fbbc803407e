"""Quando a conta foi conferida e testada; some com a conta."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modelos.base.abertura import Base
from modelos.contas import contas_conferidas, contas_email
from regras.cadastro import Conferida, ContaEmail, Seguranca
from tests.modelos.exemplos import EM

CONTA = ContaEmail(1, "a@b.com.br", "smtp.exemplo", 587, Seguranca.STARTTLS)
DEPOIS = EM + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _conta(base: Base) -> None:
    contas_email.gravar(CONTA)


def test_nunca_conferida() -> None:
    assert contas_conferidas.obter(1) is None
    assert contas_conferidas.todas() == {}


def test_conferir_de_novo_mantem_o_teste_que_ja_houve() -> None:
    contas_conferidas.testar(1, EM)
    contas_conferidas.conferir(1, DEPOIS)
    assert contas_conferidas.obter(1) == Conferida(DEPOIS, EM)
    assert contas_conferidas.todas() == {1: Conferida(DEPOIS, EM)}


def test_conta_que_nao_esta_no_cadastro_nao_e_anotada() -> None:
    contas_conferidas.testar(9, EM)
    assert contas_conferidas.todas() == {}


def test_esquecer_e_excluir_a_conta_apagam() -> None:
    contas_conferidas.conferir(1, EM)
    contas_conferidas.esquecer(1)
    assert contas_conferidas.obter(1) is None
    contas_conferidas.conferir(1, EM)
    contas_email.excluir(1)
    contas_email.gravar(CONTA)
    assert contas_conferidas.obter(1) is None
