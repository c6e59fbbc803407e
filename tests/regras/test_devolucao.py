"""Quando uma devolução tira o endereço do envio (email.md §7; regras.md §3.4)."""

from __future__ import annotations

import pytest

from regras.devolucao import Acao, Devolucao, deve_marcar


def _devolucao(status: str, acao: Acao = Acao.FALHOU) -> Devolucao:
    return Devolucao(("a@b.exemplo",), acao, status)


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"])
def test_endereco_inexistente_e_marcado_na_primeira(status: str) -> None:
    assert deve_marcar(_devolucao(status))
    assert not deve_marcar(_devolucao(status, Acao.ADIADA))


@pytest.mark.parametrize(
    "status", ["5.0.0", "5.1.0", "5.1.7", "5.1.8", "5.2.1", "5.2.2", "5.7.1", "5.1.11", "4.1.1", ""]
)
def test_nenhum_outro_codigo_marca(status: str) -> None:
    assert not deve_marcar(_devolucao(status))
