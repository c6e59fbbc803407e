"""O fechamento mensal: o primeiro fechamento de um mês novo grava antes a carteira do mês encerrado."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from envio.ambiente import Ambiente
from envio.eventos import Inicio
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.cadastro import empresas
from modelos.carteira import carteira_mensal
from modelos.contas import parametros
from regras.ajustes import Ajustes
from regras.carteira.evolucao import CarteiraDoMes
from regras.erros import ConfiguracaoIncompleta
from regras.parametros import ParametrosAviso
from tests.envio.cenario import EMPRESA, cadastrar, cadastrar_vencido, fechar
from tests.modelos.exemplos import HOJE

NOVEMBRO, DEZEMBRO = date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def novembro_fechado(ambiente: Ambiente) -> None:
    """Um débito vencido, e o dia 24 de novembro fechado."""
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)


def _gravadas() -> dict[date, CarteiraDoMes]:
    return carteira_mensal.listar(HOJE - timedelta(days=400), HOJE + timedelta(days=400))


def _mes_dito(ambiente: Ambiente, data: date) -> date | None:
    (inicio,) = (evento for evento in fechar(ambiente, hoje=data) if isinstance(evento, Inicio))
    return inicio.mes_encerrado


def test_o_primeiro_do_mes_grava_e_diz_e_os_outros_nao(ambiente: Ambiente) -> None:
    assert _mes_dito(ambiente, HOJE) is None
    assert _mes_dito(ambiente, DEZEMBRO) == NOVEMBRO
    assert _mes_dito(ambiente, DEZEMBRO) is None
    assert _mes_dito(ambiente, DEZEMBRO + timedelta(days=1)) is None
    assert {mes: carteira.saldo() for mes, carteira in _gravadas().items()} == {NOVEMBRO: 100_00}


def test_grava_antes_do_primeiro_aviso_do_mes(ambiente: Ambiente) -> None:
    eventos = fechamento.executar(DEZEMBRO, ambiente)
    assert isinstance(next(iter(eventos)), Inicio)
    assert sorted(_gravadas()) == [NOVEMBRO]
    eventos.close()  # type: ignore[attr-defined]  # é um gerador


def test_desabilitado_tambem_encerra_o_mes(ambiente: Ambiente) -> None:
    parametros.gravar(ParametrosAviso(habilitado=False))
    assert _mes_dito(ambiente, DEZEMBRO) == NOVEMBRO
    assert sorted(_gravadas()) == [NOVEMBRO]


def test_simular_e_o_modo_de_teste_nao_gravam(ambiente: Ambiente) -> None:
    fechamento.planejar(DEZEMBRO)
    ajustes.gravar(Ajustes(teste_para="eu@exemplo.com.br"))
    assert _mes_dito(ambiente, DEZEMBRO) is None
    assert _gravadas() == {}
    ajustes.gravar(Ajustes())
    assert _mes_dito(ambiente, DEZEMBRO) == NOVEMBRO


def test_fechamento_recusado_nao_encerra_o_mes(ambiente: Ambiente) -> None:
    empresas.gravar(replace(EMPRESA, cep=""))
    with pytest.raises(ConfiguracaoIncompleta):
        fechar(ambiente, hoje=DEZEMBRO)
    assert _gravadas() == {}
    assert len(avisos.listar()) == 1
