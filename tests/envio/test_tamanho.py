"""A mensagem que não cabe no servidor: só ela é recusada, antes de transmitir, com o tamanho, o limite e o conserto."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.eventos import LoteParado
from envio.mensagem import montagem
from envio.rede.conexao import Esperas
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.contas import contas_email
from regras.aviso import Aviso, Estado
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar
from tests.envio.correio_falso import CONTA, CorreioFalso
from tests.envio.servidores import ServidorReal

_GRANDE = "000002"


@pytest.fixture
def carteira(ambiente: Ambiente) -> Ambiente:
    """Três clientes; o do meio tem débitos de sobra."""
    cadastrar()
    for cliente, documentos in (("000001", "1"), (_GRANDE, "2345"), ("000003", "6")):
        for documento in documentos:
            cadastrar_vencido(cliente, documento)
    return ambiente


def _por_cliente() -> dict[str, Aviso]:
    return {aviso.cliente: aviso for aviso in avisos.listar()}


def _ligar(ambiente: Ambiente, servidor: ServidorReal, esperas: Esperas) -> Ambiente:
    contas_email.gravar(replace(CONTA, servidor="127.0.0.1", porta=servidor.porta))
    return replace(
        ambiente,
        abrir_transporte=lambda conta, credencial: TransporteSMTP(
            conta, credencial, esperas=esperas, nome_local="teste.exemplo"
        ),
    )


def _maiores() -> tuple[int, int]:
    """Os tamanhos da segunda maior e da maior mensagem guardada."""
    tamanhos = sorted(len(mensagens_guardadas.mime(aviso.id) or b"") for aviso in avisos.listar())
    return tamanhos[-2], tamanhos[-1]


def test_acima_do_size_so_aquele_e_recusado_sem_data_e_o_lote_segue(
    carteira: Ambiente, abrir_servidor: Callable[..., ServidorReal], esperas: Esperas
) -> None:
    servidor = abrir_servidor(limite=100_000)
    eventos = fechar(_ligar(carteira, servidor, esperas))
    pequena, grande = _maiores()
    assert pequena < 100_000 < grande
    estados = {cliente: aviso.estado for cliente, aviso in _por_cliente().items()}
    assert estados == {"000001": Estado.ENVIADO, _GRANDE: Estado.RECUSADO, "000003": Estado.ENVIADO}
    assert servidor.comandos.count("DATA") == servidor.comandos.count("MAIL") == 2
    assert servidor.conexoes == 1
    assert not any(isinstance(evento, LoteParado) for evento in eventos)
    motivo = _por_cliente()[_GRANDE].motivo or ""
    assert "o limite é 0,1 MB" in motivo
    assert "Mande menos débitos por aviso" in motivo


def test_servidor_que_so_recusa_no_fim_tambem_diz_o_tamanho(
    carteira: Ambiente, abrir_servidor: Callable[..., ServidorReal], esperas: Esperas
) -> None:
    servidor = abrir_servidor()
    servidor.ao_data = lambda conteudo: "552 5.3.4 Message too big" if len(conteudo) > 100_000 else None
    fechar(_ligar(carteira, servidor, esperas))
    recusado = _por_cliente()[_GRANDE]
    assert recusado.estado is Estado.RECUSADO
    assert "o limite é 33,6 MB" in (recusado.motivo or "")
    assert [aviso.estado for aviso in avisos.listar()].count(Estado.ENVIADO) == 2


def test_acima_do_limite_da_casa_so_aquele_e_recusado_e_nada_vai_ao_servidor(
    carteira: Ambiente, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(montagem, "TAMANHO_MAXIMO_BYTES", 100_000)
    eventos = fechar(carteira)
    recusado = _por_cliente()[_GRANDE]
    assert recusado.estado is Estado.RECUSADO
    assert "o máximo é 0,1 MB" in (recusado.motivo or "")
    assert "Reduza o número de débitos" in (recusado.motivo or "")
    assert [aviso.estado for aviso in avisos.listar()].count(Estado.ENVIADO) == 2
    assert not any(isinstance(evento, LoteParado) for evento in eventos)
