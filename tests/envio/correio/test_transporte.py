"""Todo transporte obedece ao mesmo contrato, o de teste também."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from envio.correio.pasta import PastaDeSaida
from envio.correio.respostas import recusar
from envio.correio.transporte import Transporte
from tests.envio.correio_falso import CorreioFalso
from tests.envio.servidores import MIME, PARA, REMETENTE, ServidorReal, enviar


@pytest.fixture(params=["smtp", "pasta", "falso"])
def transporte(
    request: pytest.FixtureRequest, sessao: Callable[..., Any], servidor: ServidorReal, tmp_path: Path
) -> Transporte:
    if request.param == "smtp":
        return sessao(servidor.conta())
    return PastaDeSaida(tmp_path) if request.param == "pasta" else CorreioFalso()


def test_aceite_traz_codigo_texto_e_servidor(transporte: Transporte) -> None:
    resposta = transporte.transmitir(transporte.abrir_envelope(REMETENTE, [PARA], MIME, "chave"))
    assert resposta.codigo == 250
    assert resposta.texto.startswith("2.0.0 ")
    assert resposta.servidor


def test_envelope_diz_quem_foi_aceito(transporte: Transporte) -> None:
    envelope = enviar(transporte, para=(PARA, "b@x.com"))
    assert (envelope.aceitos, envelope.recusas) == ((PARA, "b@x.com"), ())


def test_envelope_so_se_transmite_uma_vez(transporte: Transporte) -> None:
    envelope = enviar(transporte)
    with pytest.raises((RuntimeError, AssertionError)):
        transporte.transmitir(envelope)


def test_fechar_nunca_falha_e_depois_se_pode_enviar(transporte: Transporte) -> None:
    transporte.fechar()
    transporte.abrir_envelope(REMETENTE, [PARA], MIME)
    transporte.fechar()
    enviar(transporte)
    transporte.fechar()


def test_correio_falso_recusa_destinatarios_como_o_de_verdade(correio: CorreioFalso) -> None:
    correio.recusados["b@x.com"] = (550, "5.1.1 inexistente")
    envelope = enviar(correio, para=(PARA, "b@x.com"))
    assert envelope.recusas == (recusar("b@x.com", 550, "5.1.1 inexistente"),)
    assert correio.entregues[0].destinatarios == (PARA,)
