"""Quando uma devolução tira o endereço do envio (email.md §7; regras.md §3.4)."""

from __future__ import annotations

import pytest

from regras.devolucao import DA_CONTA, INEXISTENTES, Acao, Devolucao, deve_marcar


def _devolucao(status: str, acao: Acao = Acao.FALHOU) -> Devolucao:
    return Devolucao(("a@b.exemplo",), acao, status)


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"])
def test_endereco_inexistente_e_marcado_na_primeira(status: str) -> None:
    assert deve_marcar(_devolucao(status), 0)


@pytest.mark.parametrize("status", ["5.0.0", "5.2.1", "5.2.2", "5.4.4", "5.7.1", "5.1.11"])
def test_outra_falha_definitiva_so_na_segunda(status: str) -> None:
    assert not deve_marcar(_devolucao(status), 0)
    assert deve_marcar(_devolucao(status), 1)


@pytest.mark.parametrize("status", sorted(DA_CONTA))
def test_o_que_fala_da_conta_nunca_marca_o_destinatario(status: str) -> None:
    assert not deve_marcar(_devolucao(status), 9)


@pytest.mark.parametrize("status", ["4.4.1", "", "4.1.1"])
def test_passageira_ou_sem_codigo_nunca_marca(status: str) -> None:
    assert not deve_marcar(_devolucao(status), 9)


@pytest.mark.parametrize("status", sorted(INEXISTENTES))
def test_adiada_so_informa(status: str) -> None:
    assert not deve_marcar(_devolucao(status, Acao.ADIADA), 9)
