"""A caixa das devoluções de cada conta e o lugar em que a leitura parou."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modelos.avisos import caixas_devolucoes
from modelos.avisos.caixas_devolucoes import Cursor
from modelos.contas import contas_email
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import CaixaDevolucoes
from tests.modelos.exemplos import EM

CAIXA = CaixaDevolucoes(1, "imap.exemplo.com.br", usuario="cobranca@exemplo.com.br")


@pytest.fixture(autouse=True)
def conta(base: object) -> None:
    """A conta a que a caixa pertence."""
    contas_email.gravar(ContaEmail(1, "cobranca@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS))


def test_grava_le_e_exclui() -> None:
    assert (caixas_devolucoes.obter(1), caixas_devolucoes.listar()) == (None, [])
    caixas_devolucoes.gravar(CAIXA)
    assert (caixas_devolucoes.obter(1), caixas_devolucoes.listar()) == (CAIXA, [CAIXA])
    caixas_devolucoes.excluir(1)
    assert caixas_devolucoes.obter(1) is None


def test_leitura_avanca_e_gravar_a_mesma_caixa_nao_recomeca() -> None:
    caixas_devolucoes.gravar(CAIXA)
    assert caixas_devolucoes.cursor(1) == Cursor()
    caixas_devolucoes.avancar(1, 4_294_967_295, 77, EM)
    caixas_devolucoes.gravar(CAIXA)
    assert caixas_devolucoes.cursor(1) == Cursor(4_294_967_295, 77, EM)


@pytest.mark.parametrize("campo", ["servidor", "usuario", "pasta"])
def test_outra_caixa_recomeca_a_leitura(campo: str) -> None:
    caixas_devolucoes.gravar(CAIXA)
    caixas_devolucoes.avancar(1, 1, 77, EM)
    caixas_devolucoes.gravar(replace(CAIXA, **{campo: "outra"}))
    assert caixas_devolucoes.cursor(1) == Cursor()


def test_avancar_caixa_que_ja_nao_existe_nao_falha() -> None:
    caixas_devolucoes.avancar(9, 1, 1, EM)
    assert caixas_devolucoes.cursor(9) == Cursor()


def test_excluir_a_conta_leva_a_caixa() -> None:
    caixas_devolucoes.gravar(CAIXA)
    contas_email.excluir(1)
    assert caixas_devolucoes.listar() == []
