from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.fechamento import fechamento
from envio.plano import primeira_vez
from envio.plano.primeira_vez import PrimeiraVez
from modelos import demonstracao
from modelos.contas import parametros
from regras.debito import Classe
from regras.parametros import Modo
from tests.base_copiada import abrir_pronta
from tests.envio.correio_falso import CorreioFalso

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def ambiente(tmp_path: Path, hoje: date, correio: CorreioFalso) -> Iterator[Ambiente]:
    with abrir_pronta(tmp_path / "aviso.db", demonstracao.popular, hoje, AGORA, porta=25) as base:
        yield Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda *_: correio)


def _avaliar(hoje: date) -> PrimeiraVez | None:
    return primeira_vez.avaliar(fechamento.planejar(hoje), parametros.obter())


def test_soma_por_idade_e_a_soma_dos_vencidos_do_plano(ambiente: Ambiente, hoje: date) -> None:
    avaliacao = _avaliar(hoje)
    assert avaliacao is not None
    vencidos = [
        debito.atualizado_centavos
        for aviso in fechamento.planejar(hoje).avisos
        for debito in aviso.debitos
        if debito.classe is Classe.VENCIDO
    ]
    assert sum(avaliacao.por_idade.values()) == sum(vencidos) > 0
    assert all(avaliacao.por_idade.values())


def test_sugere_protesto_e_juridico_com_quantos_e_quanto(ambiente: Ambiente, hoje: date) -> None:
    avaliacao = _avaliar(hoje)
    assert avaliacao is not None
    assert avaliacao.sugeridas == ("Jurídico", "Protesto")
    assert avaliacao.debitos == 50


def test_aceita_a_sugestao_o_plano_nao_traz_mais_essas_situacoes(ambiente: Ambiente, hoje: date) -> None:
    antes = fechamento.planejar(hoje).quantidade_debitos
    primeira_vez.gravar_sem(("Jurídico", "Protesto"))
    assert parametros.obter().situacoes.modo is Modo.NAO_SELECIONA
    assert parametros.obter().habilitado
    assert fechamento.planejar(hoje).quantidade_debitos < antes
    avaliacao = _avaliar(hoje)
    assert avaliacao is not None
    assert avaliacao.sugeridas == ()


def test_depois_do_primeiro_aviso_aceito_nao_ha_mais_primeira_vez(ambiente: Ambiente, hoje: date) -> None:
    list(fechamento.executar(hoje, ambiente))
    assert _avaliar(hoje) is None
