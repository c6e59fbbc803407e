"""Pedidos ao provedor: certificado conferido, esperas que acabam, resposta que não cresce sem fim."""

from __future__ import annotations

import itertools
import socket
import ssl

import pytest

from envio.acesso.oauth.falhas import ProvedorIndisponivel
from envio.acesso.oauth.rede import RedeHTTPS
from tests.envio.acesso.servidor_autorizacao import Resposta, ServidorAutorizacao

CORPO = "grant_type=refresh_token&refresh_token=segredo-5&client_id=aplicativo-registrado"


@pytest.fixture(autouse=True)
def _sem_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for nome in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(nome, raising=False)


def test_devolve_o_codigo_e_o_corpo_tambem_dos_erros(autorizador: ServidorAutorizacao, confia: ssl.SSLContext) -> None:
    autorizador.proximas = [Resposta(400, b"{}"), Resposta(200, b"certo")]
    rede = RedeHTTPS(confia)
    respostas = [rede.postar(f"{autorizador.endereco}/token", CORPO) for _ in range(2)]
    assert [(resposta.codigo, resposta.corpo) for resposta in respostas] == [(400, b"{}"), (200, b"certo")]
    assert "certo" not in repr(respostas)


@pytest.mark.parametrize("codigo", [302, 303, 307])
def test_nao_segue_para_onde_o_servidor_mandar(
    autorizador: ServidorAutorizacao, confia: ssl.SSLContext, codigo: int
) -> None:
    desvio = f"{autorizador.endereco}/pagina?state=x&redirect_uri=http://127.0.0.1:1"
    autorizador.proximas = [Resposta(codigo, b"", desvio)]
    assert RedeHTTPS(confia).postar(f"{autorizador.endereco}/token", CORPO).codigo == codigo
    assert [onde for onde, _ in autorizador.pedidos] == ["token"]


def test_certificado_desconhecido_e_recusado_antes_do_formulario(autorizador: ServidorAutorizacao) -> None:
    with pytest.raises(ProvedorIndisponivel, match=r"certificado de 127\.0\.0\.1"):
        RedeHTTPS().postar(f"{autorizador.endereco}/token", CORPO)
    assert autorizador.pedidos == []


def test_so_https() -> None:
    with pytest.raises(ValueError, match="https"):
        RedeHTTPS().postar("http://127.0.0.1:1/token", CORPO)


def test_ninguem_responde(confia: ssl.SSLContext) -> None:
    with pytest.raises(ProvedorIndisponivel, match="Não foi possível falar"):
        RedeHTTPS(confia).postar("https://127.0.0.1:1/token", CORPO)


def test_servidor_calado_esgota_a_espera(confia: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as calado:
        endereco = f"https://127.0.0.1:{calado.getsockname()[1]}/token"
        with pytest.raises(ProvedorIndisponivel, match="demorou demais"):
            RedeHTTPS(confia, espera_s=0.1).postar(endereco, CORPO)


def test_resposta_sem_fim_e_abandonada(autorizador: ServidorAutorizacao, confia: ssl.SSLContext) -> None:
    autorizador.proximas = [Resposta(200, b"x" * 300_000)]
    with pytest.raises(ProvedorIndisponivel, match="não se entende"):
        RedeHTTPS(confia).postar(f"{autorizador.endereco}/token", CORPO)


def test_resposta_que_pinga_e_abandonada_no_prazo(autorizador: ServidorAutorizacao, confia: ssl.SSLContext) -> None:
    relogio = itertools.count(0, 100).__next__
    autorizador.proximas = [Resposta(200, b"{}")]
    with pytest.raises(ProvedorIndisponivel, match="demorou demais"):
        RedeHTTPS(confia, relogio=relogio).postar(f"{autorizador.endereco}/token", CORPO)


def test_o_formulario_nao_fica_na_falha(confia: ssl.SSLContext) -> None:
    with pytest.raises(ProvedorIndisponivel) as excecao:
        RedeHTTPS(confia).postar("https://127.0.0.1:1/token", CORPO)
    assert excecao.value.__cause__ is None
    assert excecao.value.__context__ is None
