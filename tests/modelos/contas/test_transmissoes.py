"""As transmissões de cada conta."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modelos.avisos import caixa_de_saida
from modelos.contas import transmissoes
from regras.aviso import Estado
from regras.envio.ritmo import Transmissao
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, novo_aviso

pytestmark = pytest.mark.usefixtures("base")


def test_so_as_da_conta_e_desde_o_instante() -> None:
    velha, nova = Transmissao(EM - timedelta(hours=25), 1), Transmissao(EM, 3)
    for transmissao in (velha, nova):
        transmissoes.anotar(1, transmissao)
    transmissoes.anotar(2, nova)
    assert transmissoes.desde(1, EM - timedelta(hours=24)) == [nova]


def test_marcar_enviando_conta_na_mesma_transacao() -> None:
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso()], EM)
    with pytest.raises(DadoInvalido):
        caixa_de_saida.marcar_enviando(numero, Estado.ADIADO, EM, conta=1, destinatarios=2)
    assert transmissoes.desde(1, EM) == []
    caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM, conta=1, destinatarios=2)
    assert transmissoes.desde(1, EM) == [Transmissao(EM, 2)]


def test_expurgar_esquece_so_as_anteriores() -> None:
    velha, nova = Transmissao(EM - timedelta(days=8), 1), Transmissao(EM, 3)
    for transmissao in (velha, nova):
        transmissoes.anotar(1, transmissao)
    transmissoes.expurgar(EM - timedelta(days=7))
    assert transmissoes.desde(1, velha.em) == [nova]


def test_as_do_futuro_sao_trazidas_para_agora_e_so_as_da_conta() -> None:
    """O relógio estava um ano adiantado quando elas saíram."""
    passada, futura = Transmissao(EM - timedelta(hours=1), 1), Transmissao(EM + timedelta(days=365), 2)
    for transmissao in (passada, futura):
        transmissoes.anotar(1, transmissao)
    transmissoes.anotar(2, futura)
    transmissoes.trazer_do_futuro(1, EM)
    assert transmissoes.desde(1, passada.em) == [passada, Transmissao(EM, 2)]
    assert transmissoes.desde(2, EM) == [futura]
