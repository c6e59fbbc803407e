"""A autorização passo a passo: pelo navegador, que volta a 127.0.0.1, e por código de dispositivo."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from envio.acesso.oauth.cliente import ClienteOAuth
from envio.acesso.oauth.consentimento import (
    PRAZO_S,
    AbrirNavegador,
    Autorizada,
    DigitarCodigo,
    Esperando,
    Passo,
    autorizar_no_navegador,
    autorizar_por_codigo,
)
from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.eventos import Aguardar
from tests.envio.acesso.servidor_autorizacao import (
    RENOVACAO,
    Navegador,
    Resposta,
    ServidorAutorizacao,
    erro,
)

Montar = Callable[..., ClienteOAuth]
CURTO_S = 0.02


class Relogio:
    """Anda o que o gerador pede para esperar."""

    def __init__(self) -> None:
        self.agora = 0.0

    def __call__(self) -> float:
        return self.agora


def ir_ao_navegador(cliente: ClienteOAuth, navegador: Navegador) -> list[Passo]:
    passos = []
    for passo in autorizar_no_navegador(cliente, passo_s=CURTO_S):
        if isinstance(passo, AbrirNavegador):
            navegador.abrir(passo.endereco)
        if not isinstance(passo, Esperando):
            passos.append(passo)
    return passos


def digitar(cliente: ClienteOAuth) -> list[Passo]:
    relogio, passos = Relogio(), []
    for passo in autorizar_por_codigo(cliente, relogio=relogio):
        passos.append(passo)
        if isinstance(passo, Aguardar):
            relogio.agora += passo.segundos
    return passos


def test_o_navegador_vai_volta_e_a_conta_esta_autorizada(cliente: Montar, navegador: Navegador) -> None:
    abrir, autorizada = ir_ao_navegador(cliente(), navegador)
    assert isinstance(abrir, AbrirNavegador)
    assert isinstance(autorizada, Autorizada)
    assert autorizada.tokens.renovacao == RENOVACAO
    assert RENOVACAO not in repr(autorizada)
    navegador.esperar()
    ((codigo, pagina),) = navegador.paginas
    assert codigo == 200
    assert "Volte ao Aviso de Débitos" in pagina
    assert "codigo-" not in pagina


@pytest.mark.parametrize(
    ("volta", "trecho"),
    [
        (({"error": "access_denied"}, None), "recusada"),
        (({"code": "codigo-inventado"}, None), "não vale mais"),
    ],
)
def test_recusa_e_codigo_falso(
    cliente: Montar,
    autorizador: ServidorAutorizacao,
    navegador: Navegador,
    volta: tuple[dict[str, str] | None, str | None],
    trecho: str,
) -> None:
    autorizador.na_pagina, autorizador.estado = volta
    with pytest.raises(AutorizacaoNegada, match=trecho):
        ir_ao_navegador(cliente(), navegador)


def test_estado_errado_nao_chega_a_trocar_o_codigo(
    cliente: Montar, autorizador: ServidorAutorizacao, navegador: Navegador
) -> None:
    autorizador.estado = "de-outro"
    relogio = Relogio()
    passos = autorizar_no_navegador(cliente(), relogio=relogio, passo_s=CURTO_S)
    abrir = next(passos)
    assert isinstance(abrir, AbrirNavegador)
    navegador.abrir(abrir.endereco)
    while not navegador.paginas:
        assert isinstance(next(passos), Esperando)
    relogio.agora = PRAZO_S + 1
    with pytest.raises(AutorizacaoNegada, match="5 minutos"):
        next(passos)
    assert [onde for onde, _ in autorizador.pedidos] == ["pagina"]


def test_resposta_forjada_nao_gasta_o_retorno_e_a_boa_ainda_vale(cliente: Montar, navegador: Navegador) -> None:
    """Outra página da máquina bate na porta antes do provedor."""
    passos = autorizar_no_navegador(cliente(), passo_s=CURTO_S)
    abrir = next(passos)
    assert isinstance(abrir, AbrirNavegador)
    (retorno,) = parse_qs(urlsplit(abrir.endereco).query)["redirect_uri"]
    forjadas = (
        "error=access_denied",
        "error=x&state=de-outro",
        "code=x&state=de-outro",
        "code=x",
        "code=x&state=%C3%A1",
    )
    for quantas, forjada in enumerate(forjadas, 1):
        navegador.voltar(retorno, f"/?{forjada}")
        while len(navegador.paginas) < quantas:
            assert isinstance(next(passos), Esperando)
    navegador.abrir(abrir.endereco)
    *_, ultimo = passos
    assert isinstance(ultimo, Autorizada)


def test_ninguem_autoriza_no_prazo(cliente: Montar) -> None:
    relogio = Relogio()
    passos = autorizar_no_navegador(cliente(), relogio=relogio, passo_s=0)
    assert isinstance(next(passos), AbrirNavegador)
    assert isinstance(next(passos), Esperando)
    relogio.agora = PRAZO_S + 1
    with pytest.raises(AutorizacaoNegada, match="5 minutos"):
        next(passos)


def test_cancelar_fecha_a_porta_de_retorno(cliente: Montar) -> None:
    passos = autorizar_no_navegador(cliente(), passo_s=0)
    porta = _porta(passos)
    passos.close()  # type: ignore[attr-defined]
    with socket.socket() as outra:
        outra.bind(("127.0.0.1", porta))


def _porta(passos: Iterator[Passo]) -> int:
    abrir = next(passos)
    assert isinstance(abrir, AbrirNavegador)
    (retorno,) = parse_qs(urlsplit(abrir.endereco).query)["redirect_uri"]
    partes = urlsplit(retorno)
    assert (partes.scheme, partes.hostname, partes.path) == ("http", "127.0.0.1", "")
    return partes.port or 0


def test_o_codigo_e_digitado_depois_de_algumas_consultas(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    autorizador.proximas = [erro("authorization_pending"), erro("slow_down"), Resposta(503, b"")]
    primeiro, *esperas, ultimo = digitar(cliente())
    assert primeiro == DigitarCodigo("ABCD-1234", "https://exemplo.test/codigo", 900)
    assert [espera.segundos for espera in esperas if isinstance(espera, Aguardar)] == [5, 5, 10, 20]
    assert isinstance(ultimo, Autorizada)


def test_codigo_que_ninguem_digita_vence(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    autorizador.dispositivo |= {"expires_in": 12}
    autorizador.proximas = [erro("authorization_pending")] * 10
    with pytest.raises(AutorizacaoNegada, match="venceu"):
        digitar(cliente())
    assert len(autorizador.proximas) == 7


def test_codigo_recusado_para_na_hora(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    autorizador.proximas = [erro("authorization_declined")]
    with pytest.raises(AutorizacaoNegada, match="recusada"):
        digitar(cliente())


def test_provedor_fora_do_ar_ao_trocar_o_codigo(
    cliente: Montar, autorizador: ServidorAutorizacao, navegador: Navegador
) -> None:
    autorizador.proximas = [Resposta(500, b"")]
    with pytest.raises(ProvedorIndisponivel, match="500"):
        ir_ao_navegador(cliente(), navegador)
