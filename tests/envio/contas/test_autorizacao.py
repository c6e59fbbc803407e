"""O token de acesso: só na memória, renovado quando falta pouco, e o vencimento anotado."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from envio.acesso.guarda import Guarda
from envio.acesso.oauth.cliente import ClienteOAuth
from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.acesso.oauth.pedidos import Tokens
from envio.ambiente import Ambiente
from envio.contas import autorizacao as acesso
from envio.contas.autorizacao import MARGEM, Acesso
from modelos.contas import contas_autorizadas, contas_email
from regras.cadastro import Autorizacao
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta
from tests.envio.acesso.conftest import conta_de
from tests.envio.acesso.servidor_autorizacao import (
    RENOVACAO,
    Resposta,
    ServidorAutorizacao,
    erro,
)
from tests.envio.cofre_falso import CofreQueGuarda
from tests.modelos.exemplos import EM

Montar = Callable[..., ClienteOAuth]
HORA = timedelta(hours=1)


class Relogio:
    def __init__(self) -> None:
        self.agora = EM

    def __call__(self) -> datetime:
        return self.agora


@pytest.fixture
def relogio() -> Relogio:
    return Relogio()


@pytest.fixture
def ligado(ambiente: Ambiente, autorizador: ServidorAutorizacao, confia: ssl.SSLContext, relogio: Relogio) -> Ambiente:
    """Uma conta autorizada, com o token no cofre."""
    contas_email.gravar(conta_de())
    contas_autorizadas.autorizar(1, EM)
    Guarda(ambiente.cofre, 1).guardar_renovacao(RENOVACAO)
    servico = autorizador.servico(confia)
    return replace(ambiente, agora=relogio, abrir_oauth=lambda: servico)


def test_o_token_e_pedido_no_primeiro_uso_e_reaproveitado(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    fonte = acesso.do_cofre(ligado, conta_de())
    assert autorizador.pedidos == []
    assert fonte.obter() == fonte.obter() == autorizador.acessos[0]
    assert len(autorizador.acessos) == 1


@pytest.mark.parametrize(
    ("tempos", "renova"),
    [
        ((HORA, HORA - MARGEM - timedelta(seconds=1)), False),
        ((HORA, HORA - MARGEM), True),
        ((timedelta(minutes=2), timedelta(seconds=59)), False),
        ((timedelta(minutes=2), timedelta(seconds=60)), True),
    ],
)
def test_renova_quando_falta_pouco(
    ligado: Ambiente,
    autorizador: ServidorAutorizacao,
    relogio: Relogio,
    tempos: tuple[timedelta, timedelta],
    renova: bool,
) -> None:
    dura, passou = tempos
    autorizador.dura_s = int(dura.total_seconds())
    fonte = acesso.do_cofre(ligado, conta_de())
    fonte.obter()
    relogio.agora += passou
    assert fonte.falta_pouco() is renova
    assert fonte.obter() == autorizador.acessos[-1]
    assert len(autorizador.acessos) == 1 + renova


def test_token_recusado_pelo_servidor_de_correio_nao_e_usado_de_novo(
    ligado: Ambiente, autorizador: ServidorAutorizacao
) -> None:
    fonte = acesso.do_cofre(ligado, conta_de())
    primeiro = fonte.obter()
    fonte.descartar()
    assert fonte.obter() != primeiro


def test_token_de_renovacao_novo_substitui_o_antigo_no_cofre(
    ligado: Ambiente, autorizador: ServidorAutorizacao, relogio: Relogio
) -> None:
    autorizador.gira = True
    fonte = acesso.do_cofre(ligado, conta_de())
    fonte.obter()
    relogio.agora += HORA
    fonte.obter()
    assert fonte.renovacao == autorizador.renovacao != RENOVACAO
    assert Guarda(ligado.cofre, 1).renovacao() == autorizador.renovacao
    assert acesso.do_cofre(ligado, conta_de()).obter()


def test_autorizacao_revogada_vence_a_conta(
    ligado: Ambiente, autorizador: ServidorAutorizacao, relogio: Relogio
) -> None:
    fonte = acesso.do_cofre(ligado, conta_de())
    fonte.obter()
    autorizador.revogados.add(RENOVACAO)
    relogio.agora += HORA
    with pytest.raises(AutorizacaoNegada, match="não vale mais"):
        fonte.obter()
    assert contas_autorizadas.obter(1) == Autorizacao(EM, EM + HORA)


def test_aplicativo_recusado_para_mas_nao_vence_a_conta(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    autorizador.proximas = [erro("invalid_client")]
    with pytest.raises(AutorizacaoNegada, match="aplicativo"):
        acesso.do_cofre(ligado, conta_de()).obter()
    assert contas_autorizadas.obter(1) == Autorizacao(EM)


def test_provedor_fora_do_ar_nao_vence_a_conta(ligado: Ambiente, autorizador: ServidorAutorizacao) -> None:
    autorizador.proximas = [Resposta(503, b"")]
    with pytest.raises(ProvedorIndisponivel):
        acesso.do_cofre(ligado, conta_de()).obter()
    assert contas_autorizadas.obter(1) == Autorizacao(EM)


@pytest.mark.log_esperado
def test_provedor_fora_do_ar_com_token_que_ainda_vale_segue(
    ligado: Ambiente, autorizador: ServidorAutorizacao, relogio: Relogio
) -> None:
    fonte = acesso.do_cofre(ligado, conta_de())
    fonte.obter()
    relogio.agora += HORA - timedelta(minutes=1)
    autorizador.proximas = [Resposta(503, b""), Resposta(503, b"")]
    assert fonte.obter() == autorizador.acessos[0]
    relogio.agora += timedelta(minutes=1)
    with pytest.raises(ProvedorIndisponivel):
        fonte.obter()


@pytest.mark.log_esperado
def test_cofre_que_tranca_no_meio_nao_para_o_envio(
    ligado: Ambiente, autorizador: ServidorAutorizacao, caplog: pytest.LogCaptureFixture
) -> None:
    class Tranca(CofreQueGuarda):
        def guardar(self, chave: int | str, senha: str) -> None:
            raise AmbienteIndisponivel("trancado")

    cofre = Tranca()
    cofre._senhas = ligado.cofre._senhas  # type: ignore[attr-defined]
    autorizador.gira = True
    fonte = acesso.do_cofre(replace(ligado, cofre=cofre), conta_de())
    assert fonte.obter()
    assert fonte.renovacao == autorizador.renovacao
    assert "conta 1" in caplog.text
    assert autorizador.renovacao not in caplog.text


def test_conta_nao_autorizada_neste_computador(ligado: Ambiente) -> None:
    Guarda(ligado.cofre, 1).esquecer()
    with pytest.raises(ConfiguracaoIncompleta, match="ainda não foi autorizada") as excecao:
        acesso.do_cofre(ligado, conta_de())
    assert "autorizar 1" in excecao.value.no_terminal


def test_recem_autorizada_usa_o_token_que_veio(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    fonte = Acesso(cliente, RENOVACAO, agora=lambda: EM, tokens=Tokens("veio", "novo", HORA))
    assert (fonte.obter(), fonte.renovacao, autorizador.pedidos) == ("veio", "novo", [])
    assert "veio" not in repr(fonte)
