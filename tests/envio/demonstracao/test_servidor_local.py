"""O servidor da demonstração: só nesta máquina, guarda antes de confirmar, fecha sem deixar rastro."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from envio.correio.falhas import FalhaSMTP
from envio.correio.pasta import CaixaDePasta
from envio.demonstracao.servidor_local import ENDERECO, ServidorLocal
from regras.aviso import Estado
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import AmbienteIndisponivel
from tests.envio.servidores import MIME, PARA, REMETENTE, enviar

Abrir = Callable[..., Any]


def conta(servidor: ServidorLocal) -> ContaEmail:
    return ContaEmail(1, REMETENTE, ENDERECO, servidor.porta, Seguranca.NENHUMA)


def test_mensagem_enviada_vira_eml_byte_a_byte(tmp_path: Path, sessao: Abrir) -> None:
    mime = MIME + b".\r\n..ponto\r\n"
    with ServidorLocal(tmp_path) as servidor:
        enviar(sessao(conta(servidor)), mime, (PARA, "b@x.com"))
    assert [(arquivo.name, arquivo.read_bytes()) for arquivo in tmp_path.iterdir()] == [(f"0001-{PARA}.eml", mime)]


def test_mensagem_confirmada_ja_esta_no_disco(tmp_path: Path, sessao: Abrir) -> None:
    with ServidorLocal(tmp_path) as servidor:
        transporte = sessao(conta(servidor))
        for quantas in range(1, 6):
            enviar(transporte)
            assert len(list(tmp_path.glob("*.eml"))) == quantas


def test_varias_conexoes_ao_mesmo_tempo_nao_se_atropelam(tmp_path: Path, sessao: Abrir) -> None:
    with ServidorLocal(tmp_path) as servidor:
        transportes = [sessao(conta(servidor)) for _ in range(4)]
        threads = [threading.Thread(target=lambda t=t: [enviar(t) for _ in range(10)]) for t in transportes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for transporte in transportes:
            transporte.fechar()
    assert len(list(tmp_path.glob("*.eml"))) == 40


def test_cliente_que_cai_sem_o_ponto_nao_deixa_mensagem(tmp_path: Path, sessao: Abrir) -> None:
    with ServidorLocal(tmp_path) as servidor:
        transporte = sessao(conta(servidor))
        transporte.abrir_envelope(REMETENTE, [PARA], MIME)
        transporte.fechar()
    assert list(tmp_path.iterdir()) == []


def test_fechar_com_conversa_aberta_encerra_tudo(tmp_path: Path, sessao: Abrir) -> None:
    with ServidorLocal(tmp_path) as servidor:
        sessao(conta(servidor)).abrir_envelope(REMETENTE, [PARA], MIME)
        porta = servidor.porta
    assert "servidor-local" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((ENDERECO, porta), 1)


def test_fechar_desliga_quem_esta_parado(tmp_path: Path) -> None:
    with ServidorLocal(tmp_path) as servidor, socket.create_connection((ENDERECO, servidor.porta), 5) as cliente:
        assert cliente.recv(100).startswith(b"220 ")
        servidor.__exit__(None, None, None)
        assert cliente.recv(100) == b""


def test_dois_servidores_usam_portas_diferentes(tmp_path: Path) -> None:
    with ServidorLocal(tmp_path / "a") as um, ServidorLocal(tmp_path / "b") as outro:
        assert um.porta != outro.porta


def test_pasta_impossivel_diz_o_que_fazer(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_bytes(b"")
    with pytest.raises(AmbienteIndisponivel, match="demonstração") as excecao, ServidorLocal(tmp_path / "arquivo"):
        pass
    assert "--pasta" in excecao.value.o_que_fazer


def test_disco_cheio_adia_e_nao_confirma(tmp_path: Path, sessao: Abrir, monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_espaco(*_pedido: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CaixaDePasta, "preparar", sem_espaco)
    with ServidorLocal(tmp_path) as servidor, pytest.raises(FalhaSMTP) as excecao:
        enviar(sessao(conta(servidor)))
    assert excecao.value.veredito.estado is Estado.ADIADO
