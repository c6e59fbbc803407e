"""O despacho em três conexões, falando SMTP de verdade com um servidor que as atende juntas (email.md §1.2)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from envio.ambiente import Ambiente
from envio.correio import conexoes
from envio.correio.smtp import TransporteSMTP
from envio.eventos import LoteParado
from envio.rede.conexao import Esperas
from regras.aviso import Estado
from tests.envio.carteira_paralela import AGORA, QUANTOS, TODOS, cadastrar, fechar, por_estado
from tests.envio.correio_paralelo import das_conexoes, esperar
from tests.envio.servidor_paralelo import ServidorParalelo


@pytest.fixture
def servidor() -> Iterator[ServidorParalelo]:
    """De verdade, em 127.0.0.1."""
    with ServidorParalelo() as servidor:
        yield servidor


@pytest.fixture
def real(
    ambiente: Ambiente, servidor: ServidorParalelo, esperas: Esperas, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ambiente]:
    """A carteira cadastrada, com a conta deste servidor; qualquer demora já vale outra conexão."""
    monkeypatch.setattr(conexoes, "PACIENCIA_S", -1.0)
    cadastrar(servidor.conta())
    yield replace(
        ambiente,
        agora=lambda: AGORA,
        abrir_transporte=lambda conta, senha: TransporteSMTP(conta, senha, esperas=esperas, nome_local="teste.exemplo"),
    )
    assert das_conexoes() == []


def test_o_servidor_que_so_responde_a_segunda_depois_de_receber_a_quarta_recebe_todas(
    real: Ambiente, servidor: ServidorParalelo
) -> None:
    quarta = threading.Event()

    def responder(numero: int) -> bytes:
        if numero == 4:
            quarta.set()
        if numero in {2, 3}:
            esperar(quarta)
        return b"250 2.0.0 guardada\r\n"

    servidor.ao_ponto = responder
    fechar(real)
    assert por_estado() == {Estado.ENVIADO: TODOS}
    assert (servidor.conexoes, len(set(servidor.recebidas)), len(servidor.recebidas)) == (3, QUANTOS, QUANTOS)


@pytest.mark.log_esperado
def test_a_segunda_conexao_saudada_com_421_nao_adia_ninguem(real: Ambiente, servidor: ServidorParalelo) -> None:
    tentou = threading.Event()

    def saudar(numero: int) -> bytes:
        if numero == 1:
            return b"220 teste ESMTP\r\n"
        tentou.set()
        return b"421 4.7.0 too many connections\r\n"

    def responder(numero: int) -> bytes:
        if numero == 2:
            esperar(tentou)
        return b"250 2.0.0 guardada\r\n"

    servidor.ao_saudar, servidor.ao_ponto = saudar, responder
    eventos = fechar(real)
    assert por_estado() == {Estado.ENVIADO: TODOS}
    assert not any(isinstance(evento, LoteParado) for evento in eventos)
    # A terceira ainda pode ser tentada enquanto a recusa da segunda não foi lida; depois, nenhuma mais.
    assert servidor.conexoes <= 3
    assert len(servidor.recebidas) == QUANTOS
