"""Conduz o operador até a autorização, passo a passo: pelo navegador deste computador ou por código de dispositivo.

Geradores: parar de iterar cancela, e a porta de retorno é fechada. Nada é gravado aqui; quem recebe `Autorizada` grava.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.acesso.oauth.pedidos import AindaNao, CodigoDeDispositivo, Tokens
from envio.acesso.oauth.retorno import Retorno
from envio.eventos import Aguardar

if TYPE_CHECKING:
    from envio.acesso.oauth.cliente import ClienteOAuth

PRAZO_S = 300.0
"""Quanto se espera a pessoa autorizar no navegador."""
_PASSO_S = 0.25
_INTERVALO_MAXIMO_S = 60
_DEVAGAR_S = 5
"""O que se acrescenta ao intervalo quando o provedor pede (RFC 8628 §3.5)."""


@dataclass(frozen=True, slots=True)
class AbrirNavegador:
    """Quem consome abre esta página no navegador do sistema, ou a mostra."""

    endereco: str


@dataclass(frozen=True, slots=True)
class DigitarCodigo:
    """Quem consome mostra o código, e onde digitá-lo.

    Atributos:
        dura_s: segundos até o código vencer.
    """

    codigo: str
    endereco: str
    dura_s: int


@dataclass(frozen=True, slots=True)
class Esperando:
    """A pessoa ainda não voltou do navegador."""


@dataclass(frozen=True, slots=True)
class Autorizada:
    """O provedor autorizou; é o último evento."""

    tokens: Tokens = field(repr=False)


Passo = AbrirNavegador | DigitarCodigo | Esperando | Aguardar | Autorizada


def autorizar_no_navegador(
    cliente: ClienteOAuth, *, relogio: Callable[[], float] = time.monotonic, passo_s: float = _PASSO_S
) -> Generator[Passo, None, None]:
    """Autoriza pela página do provedor, que volta a 127.0.0.1 (RFC 8252).

    Args:
        cliente: o do provedor da conta.
        relogio: segundos que só crescem.
        passo_s: de quanto em quanto se pode cancelar.

    Raises:
        AutorizacaoNegada: recusada na página, ou ninguém autorizou no prazo.
        ProvedorIndisponivel: o provedor não respondeu à troca do código.
    """
    with Retorno() as retorno:
        pedido = cliente.comecar(retorno.endereco)
        prazo = relogio() + PRAZO_S
        yield AbrirNavegador(pedido.endereco)
        # Qualquer página aberta na máquina bate nesta porta: o que não traz o `state` do pedido não gasta a espera.
        while (consulta := retorno.esperar(passo_s)) is None or not cliente.e_resposta(pedido, consulta):
            if relogio() > prazo:
                raise AutorizacaoNegada(
                    f"ninguém autorizou a conta em {PRAZO_S // 60:.0f} minutos",
                    "Autorize de novo; se a página não abre, copie o endereço dela para o navegador.",
                )
            yield Esperando()
    codigo = cliente.ler_retorno(pedido, consulta)
    yield Autorizada(cliente.trocar(pedido, codigo))


def autorizar_por_codigo(
    cliente: ClienteOAuth, *, relogio: Callable[[], float] = time.monotonic
) -> Generator[Passo, None, None]:
    """Autoriza por um código que a pessoa digita em qualquer aparelho (RFC 8628).

    Raises:
        ConfiguracaoIncompleta: o provedor não oferece isso para correio.
        AutorizacaoNegada: recusada, ou o código venceu.
        ProvedorIndisponivel: o provedor não respondeu.
    """
    codigo = cliente.pedir_codigo()
    prazo = relogio() + codigo.dura_s
    intervalo = codigo.intervalo_s
    yield DigitarCodigo(codigo.codigo, codigo.endereco, codigo.dura_s)
    while relogio() < prazo:
        yield Aguardar(intervalo, "esperando o código ser digitado")
        tokens, intervalo = _consultar(cliente, codigo, intervalo)
        if tokens is not None:
            yield Autorizada(tokens)
            return
    raise AutorizacaoNegada("o código venceu antes de ser digitado", "Peça outro código e digite-o em seguida.")


def _consultar(cliente: ClienteOAuth, codigo: CodigoDeDispositivo, intervalo: int) -> tuple[Tokens | None, int]:
    """Uma consulta: os tokens, se já autorizou, e de quanto em quanto consultar daí em diante."""
    try:
        achado = cliente.consultar(codigo)
    except ProvedorIndisponivel:  # a rede falhou: espaça e insiste até o código vencer (RFC 8628 §3.5)
        return None, min(intervalo * 2, _INTERVALO_MAXIMO_S)
    if isinstance(achado, AindaNao):
        return None, min(intervalo + (_DEVAGAR_S if achado.devagar else 0), _INTERVALO_MAXIMO_S)
    return achado, intervalo
