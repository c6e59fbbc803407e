"""Fechar o dia por uma conta autorizada: renova, para quando o provedor revoga, e não deixa segredo em lugar nenhum."""

from __future__ import annotations

import gc
import itertools
import logging
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from envio.ambiente import Ambiente
from envio.contas import contas
from envio.contas.contas import Autorizada
from envio.correio.smtp import TransporteSMTP
from envio.eventos import LoteParado
from envio.rede.conexao import Esperas
from modelos.avisos import leitura as avisos
from modelos.contas import contas_autorizadas, contas_email
from regras.aviso import Estado
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.erros import ConfiguracaoIncompleta
from tests.envio.acesso.servidor_autorizacao import (
    APLICATIVO,
    RENOVACAO,
    SEGREDO,
    Resposta,
    ServidorAutorizacao,
)
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, fim_de
from tests.envio.cofre_falso import CofreQueGuarda
from tests.envio.correio.test_login import ServidorComXOAUTH2
from tests.envio.servidores import ServidorReal
from tests.modelos.exemplos import EM

CLIENTES = ("000001", "000002", "000003")


class _Todos(set[str]):
    """Aceita os tokens que o provedor emitiu."""

    def __init__(self, autorizador: ServidorAutorizacao) -> None:
        super().__init__()
        self._autorizador = autorizador

    def __contains__(self, token: object) -> bool:
        return token in self._autorizador.acessos


@pytest.fixture
def autorizador(certificado_do_servidor: ssl.SSLContext) -> Iterator[ServidorAutorizacao]:
    """O provedor."""
    with ServidorAutorizacao(certificado_do_servidor) as servidor:
        yield servidor


@pytest.fixture
def correio_real(autorizador: ServidorAutorizacao, certificado_do_servidor: ssl.SSLContext) -> Iterator[ServidorReal]:
    """O servidor de correio, que aceita só o que o provedor emitiu."""
    with ServidorComXOAUTH2(_Todos(autorizador), tls=certificado_do_servidor) as servidor:
        yield servidor


@pytest.fixture
def ligado(
    ambiente: Ambiente,
    autorizador: ServidorAutorizacao,
    correio_real: ServidorReal,
    confia: ssl.SSLContext,
    esperas: Esperas,
) -> Ambiente:
    """Três clientes com um vencido, e a conta do Google autorizada."""
    cadastrar()
    for ordem, cliente in enumerate(CLIENTES, 1):
        cadastrar_vencido(cliente, str(ordem))
    conta = ContaEmail(
        1,
        "cobranca@empresa.com.br",
        "127.0.0.1",
        correio_real.porta,
        Seguranca.TLS,
        autenticacao=Autenticacao.GOOGLE,
        aplicativo=APLICATIVO,
    )
    cofre = CofreQueGuarda()
    contas.gravar(conta, None, cofre, segredo=SEGREDO, autorizada=Autorizada(RENOVACAO, EM))
    servico = autorizador.servico(confia)
    return replace(
        ambiente,
        cofre=cofre,
        abrir_transporte=lambda conta, credencial: TransporteSMTP(
            conta, credencial, contexto=confia, esperas=esperas, nome_local="teste.exemplo"
        ),
        abrir_oauth=lambda: servico,
    )


def estados() -> list[Estado]:
    return [aviso.estado for aviso in avisos.listar()]


def test_o_dia_inteiro_sai_com_um_token_so(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    assert fim_de(fechar(ligado)).resumo.enviados == 3
    assert len(autorizador.acessos) == 1


def test_token_curto_e_renovado_entre_as_mensagens(
    ligado: Ambiente, autorizador: ServidorAutorizacao, correio_real: ServidorComXOAUTH2
) -> None:
    minutos = itertools.count()
    autorizador.dura_s = 60
    assert fim_de(fechar(replace(ligado, agora=lambda: EM + timedelta(minutes=next(minutos))))).resumo.enviados == 3
    assert [token for _, token in correio_real.vistos] == autorizador.acessos[-3:]
    assert len(set(correio_real.vistos)) == 3


def test_autorizacao_revogada_adia_todos_e_nao_insiste(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    autorizador.revogados.add(RENOVACAO)
    eventos = fechar(ligado, insistir=True)
    parados = [evento for evento in eventos if isinstance(evento, LoteParado)]
    assert len(parados) == 1
    assert "não vale mais" in parados[0].motivo
    assert estados() == [Estado.ADIADO] * 3
    assert len(autorizador.pedidos) == 1
    autorizacao = contas_autorizadas.obter(1)
    assert autorizacao is not None
    assert autorizacao.vencida_em == EM


def test_depois_de_autorizar_de_novo_os_adiados_saem(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    autorizador.revogados.add(RENOVACAO)
    fechar(ligado)
    autorizador.renovacao = "renovacao-nova"
    contas.gravar(_conta(), None, ligado.cofre, autorizada=Autorizada("renovacao-nova", EM))
    assert fim_de(fechar(ligado)).resumo.enviados == 3


def test_provedor_fora_do_ar_adia_sem_vencer(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    autorizador.proximas = [Resposta(503, b"")]
    fechar(ligado)
    assert estados() == [Estado.ADIADO] * 3
    autorizacao = contas_autorizadas.obter(1)
    assert autorizacao is not None
    assert autorizacao.vencida_em is None


def test_sem_token_no_cofre_nada_e_gravado(ligado: Ambiente) -> None:
    contas.esquecer_segredos(1, ligado.cofre)
    with pytest.raises(ConfiguracaoIncompleta, match="ainda não foi autorizada"):
        fechar(ligado)
    assert estados() == []


def test_nenhum_segredo_na_base_no_diario_nem_no_log(
    ligado: Ambiente, autorizador: ServidorAutorizacao, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    autorizador.gira = True
    fechar(ligado)
    autorizador.revogados.add(autorizador.renovacao)
    fechar(ligado, hoje=EM.date() + timedelta(days=30))
    gc.collect()
    gravados = [caminho for caminho in Path(ligado.base.caminho).parent.rglob("*") if caminho.is_file()]
    gravados.append(ligado.diario().caminho)
    visto = b"".join(caminho.read_bytes() for caminho in gravados) + caplog.text.encode()
    for segredo in (RENOVACAO, autorizador.renovacao, SEGREDO, *autorizador.acessos):
        assert segredo.encode() not in visto


def _conta() -> ContaEmail:
    conta = contas_email.obter(1)
    assert conta is not None
    return conta
