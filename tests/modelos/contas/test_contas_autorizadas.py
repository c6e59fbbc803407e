"""Quando a conta foi autorizada, e quando deixou de valer; some com a conta."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from modelos.base.abertura import Base
from modelos.contas import contas_autorizadas, contas_email
from regras.cadastro import Autenticacao, Autorizacao, ContaEmail, Seguranca
from tests.modelos.exemplos import EM

CONTA = ContaEmail(
    1, "a@b.com.br", "smtp.exemplo", 587, Seguranca.STARTTLS, autenticacao=Autenticacao.MICROSOFT, aplicativo="x-1"
)
DEPOIS = EM + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _conta(base: Base) -> None:
    contas_email.gravar(CONTA)


def test_nunca_autorizada() -> None:
    assert contas_autorizadas.obter(1) is None
    contas_autorizadas.vencer(1, EM)
    assert contas_autorizadas.obter(1) is None


def test_vence_uma_vez_e_autorizar_de_novo_volta_a_valer() -> None:
    contas_autorizadas.autorizar(1, EM)
    assert contas_autorizadas.obter(1) == Autorizacao(EM)
    contas_autorizadas.vencer(1, DEPOIS)
    contas_autorizadas.vencer(1, DEPOIS + timedelta(hours=1))
    assert contas_autorizadas.obter(1) == Autorizacao(EM, DEPOIS)
    contas_autorizadas.autorizar(1, DEPOIS)
    assert contas_autorizadas.obter(1) == Autorizacao(DEPOIS)


def test_gravar_a_conta_mantem_e_excluir_esquece() -> None:
    contas_autorizadas.autorizar(1, EM)
    contas_email.gravar(replace(CONTA, porta=25))
    assert contas_autorizadas.obter(1) == Autorizacao(EM)
    contas_email.excluir(1)
    contas_email.gravar(CONTA)
    assert contas_autorizadas.obter(1) is None


def test_esquecer_e_so_desta_conta() -> None:
    contas_email.gravar(replace(CONTA, numero=2))
    for numero in (1, 2):
        contas_autorizadas.autorizar(numero, EM)
    contas_autorizadas.esquecer(1)
    assert (contas_autorizadas.obter(1), contas_autorizadas.obter(2)) == (None, Autorizacao(EM))


def test_a_forma_de_entrar_volta_como_foi_gravada() -> None:
    completa = replace(CONTA, autenticacao=Autenticacao.GOOGLE, aplicativo="abc.apps", locatario="org")
    contas_email.gravar(completa)
    assert contas_email.obter(1) == completa
