"""Mensagem velha perde o corpo e mantém data, destinatários, tamanho e soma."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from envio.fechamento import retencao
from modelos.avisos import caixa_de_saida, mensagens_guardadas
from modelos.base import ajustes
from modelos.base.abertura import Base
from regras.ajustes import Ajustes
from regras.aviso import Estado
from regras.entrega import Desfecho
from tests.base_copiada import abrir_nova
from tests.modelos.exemplos import HOJE, avisado, novo_aviso

EM = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
CORPO = b"Subject: oi\r\n\r\ncorpo"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Uma base nova."""
    with abrir_nova(tmp_path / "aviso.db") as aberta:
        yield aberta


def gravar(cliente: str, guardada_em: datetime, estado: Estado = Estado.ENVIADO) -> int:
    debitos = (avisado(cliente),)
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso(cliente, HOJE, debitos)], EM)
    mensagens_guardadas.guardar(numero, 1, f"<{cliente}>", ("a@b.com",), debitos, CORPO, guardada_em)
    if estado is not Estado.PENDENTE:
        caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM)
        caixa_de_saida.registrar(numero, caixa_de_saida.Mudanca(Estado.ENVIANDO, estado, desfecho=Desfecho.ACEITA), EM)
    return numero


@pytest.mark.usefixtures("base")
def test_expurga_so_o_corpo_do_que_passou_do_prazo_e_ja_se_encerrou() -> None:
    ajustes.gravar(Ajustes(guardar_meses=6))
    velha, nova = gravar("C1", EM - timedelta(days=190)), gravar("C2", EM - timedelta(days=170))
    aberta = gravar("C3", EM - timedelta(days=190), Estado.PENDENTE)
    duvida = gravar("C4", EM - timedelta(days=190), Estado.EM_DUVIDA)
    assert retencao.expurgar(EM) == 1
    assert [mensagens_guardadas.mime(numero) for numero in (velha, nova, aberta, duvida)] == [None, CORPO, CORPO, CORPO]
    (versao,) = mensagens_guardadas.listar(velha)
    assert (versao.soma, versao.bytes) == (hashlib.sha256(CORPO).hexdigest(), len(CORPO))
    assert versao.destinatarios == ("a@b.com",)
    assert mensagens_guardadas.mime_da_mensagem("<C1>") is None
    assert retencao.expurgar(EM) == 0


@pytest.mark.usefixtures("base")
def test_zero_guarda_para_sempre() -> None:
    ajustes.gravar(Ajustes(guardar_meses=0))
    gravar("C1", datetime(2001, 1, 1, tzinfo=UTC))
    assert retencao.expurgar(EM) == 0


@pytest.mark.parametrize(
    ("agora", "meses", "esperado"),
    [
        (datetime(2026, 11, 24, tzinfo=UTC), 6, datetime(2026, 5, 24, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), 1, datetime(2025, 12, 28, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 60, datetime(2023, 2, 28, tzinfo=UTC)),
    ],
)
def test_recuar(agora: datetime, meses: int, esperado: datetime) -> None:
    assert retencao.recuar(agora, meses) == esperado
