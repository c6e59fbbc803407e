"""O modo de teste: tudo a um endereço só, e o dia continua por fechar."""

from __future__ import annotations

import email
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.eventos import EmTeste, Fim, LoteParado
from envio.fechamento import fechamento
from modelos import demonstracao
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.contas import transmissoes
from regras.ajustes import Ajustes
from regras.aviso import Estado
from tests.base_copiada import abrir_pronta
from tests.envio.correio_falso import CorreioFalso, resposta_de

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
PARA = "eu@aurora.example.com"


@pytest.fixture
def ambiente(tmp_path: Path, hoje: date, correio: CorreioFalso) -> Iterator[Ambiente]:
    """A base da demonstração, no modo de teste."""
    with abrir_pronta(tmp_path / "aviso.db", demonstracao.popular, hoje, AGORA, porta=25) as base:
        ajustes.gravar(Ajustes(teste_para=PARA))
        yield Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda *_: correio)


def fechar(ambiente: Ambiente, hoje: date, retirados: frozenset[str] = frozenset()) -> Fim:
    eventos = list(fechamento.executar(hoje, ambiente, retirados=retirados))
    fim = eventos[-1]
    assert isinstance(fim, Fim)
    return fim


def test_tudo_vai_a_um_endereco_so_com_o_assunto_marcado(ambiente: Ambiente, correio: CorreioFalso, hoje: date) -> None:
    fim = fechar(ambiente, hoje)
    assert {entregue.destinatarios for entregue in correio.entregues} == {(PARA,)}
    mensagens = [email.message_from_bytes(entregue.mime) for entregue in correio.entregues]
    assert {mensagem["To"] for mensagem in mensagens} == {PARA}
    assert all("[TESTE]" in str(email.header.make_header(email.header.decode_header(m["Subject"]))) for m in mensagens)
    assert fim.plano.simulado
    assert fim.resumo.enviados == len(mensagens) > 0


def test_nada_fica_registrado_e_o_dia_fecha_depois_como_se_nao_houvesse_ensaio(
    ambiente: Ambiente, correio: CorreioFalso, hoje: date
) -> None:
    ensaiados = fechar(ambiente, hoje).plano
    assert (avisos.listar(), fechamentos.ultimo(), ambiente.diario().caminho.exists()) == ([], None, False)
    ajustes.gravar(Ajustes())
    correio.entregues.clear()
    de_verdade = fechar(ambiente, hoje).plano
    assert [a.cliente for a in ensaiados.avisos] == [a.cliente for a in de_verdade.avisos]
    assert PARA not in {destino for entregue in correio.entregues for destino in entregue.destinatarios}


def test_o_message_id_do_ensaio_nao_e_o_do_envio(ambiente: Ambiente, correio: CorreioFalso, hoje: date) -> None:
    fechar(ambiente, hoje)
    ajustes.gravar(Ajustes())
    fechar(ambiente, hoje)
    ids = [email.message_from_bytes(entregue.mime)["Message-ID"] for entregue in correio.entregues]
    assert len(set(ids)) == len(ids)


def test_o_ritmo_conta_o_ensaio(ambiente: Ambiente, correio: CorreioFalso, hoje: date) -> None:
    fechar(ambiente, hoje)
    assert len(transmissoes.desde(1, AGORA)) == len(correio.entregues)


def test_retirado_nao_entra_no_ensaio(ambiente: Ambiente, correio: CorreioFalso, hoje: date) -> None:
    primeiro = fechamento.planejar(hoje).avisos[0].cliente
    fim = fechar(ambiente, hoje, frozenset({primeiro}))
    assert primeiro not in {aviso.cliente for aviso in fim.plano.avisos}


def test_falha_da_conta_para_o_ensaio_e_as_do_aviso_seguem(
    ambiente: Ambiente, correio: CorreioFalso, hoje: date
) -> None:
    correio.ao_transmitir = [RespostaPerdida("s", "queda"), resposta_de(Fase.PONTO, 550, "5.7.1 não")]
    correio.ao_abrir = [None, None, None, resposta_de(Fase.LOGIN, 535, "5.7.8 senha")]
    eventos = list(fechamento.executar(hoje, ambiente))
    fim = eventos[-1]
    assert isinstance(eventos[0], EmTeste)
    assert isinstance(fim, Fim)
    assert any(isinstance(evento, LoteParado) for evento in eventos)
    assert [aviso.estado for aviso in fim.plano.avisos][:4] == [
        Estado.EM_DUVIDA,
        Estado.RECUSADO,
        Estado.ENVIADO,
        Estado.ADIADO,
    ]
    assert {aviso.estado for aviso in fim.plano.avisos[4:]} == {Estado.ADIADO}
