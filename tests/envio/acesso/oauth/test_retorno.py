"""O servidor de retorno: só o que interessa, só da própria máquina, e nada registrado."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from envio.acesso.oauth.retorno import Retorno
from tests.envio.acesso.servidor_autorizacao import Navegador


@pytest.fixture
def retorno() -> Iterator[Retorno]:
    with Retorno() as aberto:
        yield aberto


def esperar(retorno: Retorno) -> str:
    for _ in range(200):
        if (consulta := retorno.esperar(0.02)) is not None:
            return consulta
    raise AssertionError("o navegador não voltou")


def test_escuta_so_na_propria_maquina(retorno: Retorno) -> None:
    assert urlsplit(retorno.endereco).hostname == "127.0.0.1"
    assert retorno._servidor.server_address[0] == "127.0.0.1"


def test_sem_ninguem_devolve_nada(retorno: Retorno) -> None:
    assert retorno.esperar(0) is None


def test_outros_pedidos_nao_contam(
    retorno: Retorno, navegador: Navegador, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for caminho, metodo in (("/favicon.ico", "GET"), ("/", "GET"), ("/?x=1", "GET"), ("/a?code=segredo-9", "GET")):
        navegador.voltar(retorno.endereco, caminho, metodo)
    navegador.voltar(retorno.endereco, "/?code=segredo-9", "POST")
    while len(navegador.paginas) < 5:
        assert retorno.esperar(0.02) is None
    assert sorted(codigo for codigo, _ in navegador.paginas) == [404, 404, 404, 404, 501]
    navegador.voltar(retorno.endereco, "/?code=segredo-9&state=e")
    assert esperar(retorno) == "code=segredo-9&state=e"
    navegador.esperar()
    escrito = capfd.readouterr()
    assert "segredo-9" not in caplog.text + escrito.out + escrito.err


@pytest.mark.parametrize(
    ("nome", "vale"), [("localhost", True), ("127.0.0.1", True), ("sitio-mau.example", False), ("127.0.0.1:80#", False)]
)
def test_so_atende_pelo_nome_da_propria_maquina(retorno: Retorno, nome: str, vale: bool) -> None:
    """Um nome de fora apontado para 127.0.0.1 deixaria outra página ler e dar respostas."""
    onde = urlsplit(retorno.endereco)
    with socket.create_connection((onde.hostname, onde.port)) as aberta:
        aberta.sendall(f"GET /?code=a&state=e HTTP/1.1\r\nHost: {nome}:{onde.port}\r\n\r\n".encode())
        consulta = None
        for _ in range(50):
            consulta = consulta or retorno.esperar(0.02)
        assert (consulta, aberta.recv(100).split()[1]) == (("code=a&state=e", b"200") if vale else (None, b"404"))


def test_conexao_calada_nao_segura_as_outras(retorno: Retorno, navegador: Navegador) -> None:
    onde = urlsplit(retorno.endereco)
    with socket.create_connection((onde.hostname, onde.port)):
        navegador.voltar(retorno.endereco, "/?error=access_denied&state=e")
        assert esperar(retorno) == "error=access_denied&state=e"


def test_navegador_que_desliga_no_meio_nao_derruba(retorno: Retorno, navegador: Navegador) -> None:
    onde = urlsplit(retorno.endereco)
    with socket.create_connection((onde.hostname, onde.port)) as meia:
        meia.sendall(b"GET /?code=")
    navegador.voltar(retorno.endereco, "/?code=a")
    assert esperar(retorno) == "code=a"
