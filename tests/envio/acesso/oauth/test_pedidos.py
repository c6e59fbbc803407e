"""Nada do que se troca com o provedor aparece ao se escrever o valor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from envio.acesso.oauth.pedidos import CodigoDeDispositivo, Pedido, Tokens

SECRETO = "segredo-3c9"


@pytest.mark.parametrize(
    "valor",
    [
        Tokens(SECRETO, SECRETO, timedelta(hours=1)),
        Pedido("https://exemplo.test/", "http://127.0.0.1:1", SECRETO, SECRETO),
        CodigoDeDispositivo("ABCD", "https://exemplo.test/", SECRETO, 5, 900),
    ],
)
def test_segredo_nao_aparece(valor: object) -> None:
    assert SECRETO not in f"{valor!r} {valor}"
