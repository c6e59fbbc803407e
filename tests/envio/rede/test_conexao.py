"""Leitura de respostas com prazo, e o que é aceito como resposta."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from envio.rede.conexao import Conexao, Esperas, RespostaIlegivel
from regras.cadastro import ContaEmail, Seguranca

CONTA = ContaEmail(1, "a@b.com", "127.0.0.1", 25, Seguranca.NENHUMA)


@pytest.fixture
def par() -> Iterator[tuple[Conexao, socket.socket]]:
    """Uma conexão já ligada e a outra ponta dela."""
    daqui, de_la = socket.socketpair()
    conexao = Conexao(CONTA, None, Esperas(), nome_local="teste")
    conexao.sock = daqui
    conexao.espera = 0.2
    with daqui, de_la:
        yield conexao, de_la


Par = tuple[Conexao, socket.socket]


def test_resposta_em_pedacos_e_juntada(par: Par) -> None:
    conexao, servidor = par
    servidor.sendall(b"250-um\r\n25")
    servidor.sendall(b"0 dois\r\n220 outra\r\n")
    assert conexao.getreply() == (250, b"um\ndois")
    assert conexao.getreply() == (220, b"outra")


@pytest.mark.parametrize("linha", [b"250\r\n", b"250 \r\n", b"250 certo\n"])
def test_resposta_curta_ou_so_com_lf_vale(par: Par, linha: bytes) -> None:
    conexao, servidor = par
    servidor.sendall(linha)
    assert conexao.getreply()[0] == 250


@pytest.mark.parametrize(
    "linha", [b"999 x\r\n", b"abc\r\n", b" 250 x\r\n", b"250x\r\n", b"100-a\r\n", b"x" * 9000 + b"\n"]
)
def test_o_que_nao_e_resposta_e_ilegivel_e_nao_e_citado(par: Par, linha: bytes) -> None:
    conexao, servidor = par
    servidor.sendall(linha)
    with pytest.raises(RespostaIlegivel) as excecao:
        conexao.getreply()
    assert linha.decode().strip() not in str(excecao.value)


def test_silencio_e_espera_esgotada_e_fim_e_queda(par: Par) -> None:
    conexao, servidor = par
    with pytest.raises(TimeoutError):
        conexao.getreply()
    servidor.close()
    with pytest.raises(ConnectionResetError):
        conexao.getreply()


def test_ja_respondeu_nao_espera_e_nao_perde_o_que_leu(par: Par) -> None:
    conexao, servidor = par
    assert not conexao.ja_respondeu()
    servidor.sendall(b"421 tchau\r\n")
    assert conexao.ja_respondeu()
    assert conexao.ja_respondeu()
    assert conexao.getreply() == (421, b"tchau")


def test_resposta_pendente_nunca_falha(par: Par) -> None:
    conexao, servidor = par
    assert conexao.resposta_pendente() is None
    servidor.sendall(b"lixo\r\n")
    assert conexao.resposta_pendente() is None
    servidor.close()
    assert conexao.resposta_pendente() is None
    conexao.close()
    assert conexao.resposta_pendente() is None


def test_conexao_fechada_e_queda() -> None:
    conexao = Conexao(CONTA, None, Esperas(), nome_local="teste")
    with pytest.raises(ConnectionResetError):
        conexao.send(b"x")
