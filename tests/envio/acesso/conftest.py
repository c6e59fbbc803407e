"""O servidor de autorização de teste, e o que fala com ele."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from envio.acesso.oauth.cliente import ClienteOAuth
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from tests.envio.acesso.servidor_autorizacao import (
    APLICATIVO,
    SEGREDO,
    Navegador,
    ServidorAutorizacao,
)

REMETENTE = "cobranca@empresa.com.br"


def conta_de(autenticacao: Autenticacao = Autenticacao.MICROSOFT, **campos: Any) -> ContaEmail:
    """Uma conta que entra por autorização."""
    valores = {"autenticacao": autenticacao, "aplicativo": APLICATIVO} | campos
    return ContaEmail(1, REMETENTE, "smtp.exemplo.com", 587, Seguranca.STARTTLS, **valores)


@pytest.fixture
def autorizador(certificado_do_servidor: ssl.SSLContext) -> Iterator[ServidorAutorizacao]:
    """O provedor, em 127.0.0.1."""
    with ServidorAutorizacao(certificado_do_servidor) as servidor:
        yield servidor


@pytest.fixture
def cliente(autorizador: ServidorAutorizacao, confia: ssl.SSLContext) -> Callable[..., ClienteOAuth]:
    """Monta o cliente de uma conta."""

    def montar(autenticacao: Autenticacao = Autenticacao.MICROSOFT, **campos: Any) -> ClienteOAuth:
        return autorizador.servico(confia).cliente(conta_de(autenticacao, **campos), SEGREDO)

    return montar


@pytest.fixture
def navegador(confia: ssl.SSLContext) -> Iterator[Navegador]:
    """O navegador do operador."""
    aberto = Navegador(confia)
    yield aberto
    aberto.esperar()
