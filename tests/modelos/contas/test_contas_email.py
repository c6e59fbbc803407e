"""Contas de e-mail de saída."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modelos.contas import contas_email, parametros
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import DadoInvalido
from regras.parametros import ParametrosAviso

pytestmark = pytest.mark.usefixtures("base")
CONTA = ContaEmail(1, "a@b.com.br", "smtp.exemplo", 587, Seguranca.STARTTLS, "a", "Aurora", 10, 100, 1000)


def test_volta_como_foi_gravada() -> None:
    contas_email.gravar(CONTA)
    assert contas_email.obter(1) == CONTA
    assert contas_email.obter(2) is None
    assert isinstance(contas_email.listar()[0].seguranca, Seguranca)


def test_unica_so_quando_ha_uma() -> None:
    assert contas_email.unica() is None
    contas_email.gravar(CONTA)
    assert contas_email.unica() == CONTA
    contas_email.gravar(replace(CONTA, numero=2))
    assert contas_email.unica() is None


def test_conta_dos_parametros_nao_se_exclui() -> None:
    contas_email.gravar(CONTA)
    parametros.gravar(ParametrosAviso(conta_email=1))
    with pytest.raises(DadoInvalido, match="1 parâmetro do aviso"):
        contas_email.excluir(1)
    parametros.gravar(ParametrosAviso())
    contas_email.excluir(1)
    assert contas_email.listar() == []
