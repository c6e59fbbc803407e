"""Valores iniciais, faixas e filtros (regras.md §2)."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from regras.erros import DadoInvalido
from regras.parametros import PARAMETROS, FiltroSNT, Modo, ParametrosAviso, Tipo, validar


def test_valores_iniciais_sao_os_da_regra() -> None:
    p = ParametrosAviso()
    assert (p.habilitado, p.conta_email, p.grupos.modo, p.situacoes.modo) == (False, None, Modo.TODOS, Modo.TODOS)
    assert (p.vencendo_em_dias, p.dias_para_vencido, p.intervalo_dias) == (3, 2, 5)
    assert (p.enviar_vencidos, p.prorrogar_dia_util) == (True, False)
    assert (p.valor_minimo_centavos, p.vencidos_ate_dias) == (0, 1825)
    validar(p)


@pytest.mark.parametrize("nome", [nome for nome, parametro in PARAMETROS.items() if parametro.tipo is Tipo.DIAS])
def test_faixas_aceitam_os_limites_e_recusam_fora(nome: str) -> None:
    menor, maior = PARAMETROS[nome].faixa
    for aceito in (menor, maior):
        validar(replace(ParametrosAviso(), **{nome: aceito}))
    for recusado in (menor - 1, maior + 1):
        with pytest.raises(DadoInvalido, match="fora da faixa"):
            validar(replace(ParametrosAviso(), **{nome: recusado}))


def test_valor_minimo_negativo_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="negativo"):
        validar(replace(ParametrosAviso(), valor_minimo_centavos=-1))


@pytest.mark.parametrize("nome", ["grupos", "situacoes"])
def test_seleciona_sem_nada_marcado_e_erro_e_nao_seleciona_vale(nome: str) -> None:
    validar(replace(ParametrosAviso(), **{nome: FiltroSNT(Modo.NAO_SELECIONA)}))
    with pytest.raises(DadoInvalido) as erro:
        validar(replace(ParametrosAviso(), **{nome: FiltroSNT(Modo.SELECIONA)}))
    assert "Marque ao menos um" in erro.value.o_que_fazer


def test_todo_parametro_esta_declarado_na_ordem_da_tela() -> None:
    assert list(PARAMETROS) == [campo.name for campo in fields(ParametrosAviso)]
