"""Os parâmetros da guia: conferidos inteiros antes de gravar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modelos.cadastro import grupos, situacoes
from modelos.contas import contas_email, parametros
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import DadoInvalido
from regras.parametros import FiltroSNT, Modo, ParametrosAviso


@pytest.fixture(autouse=True)
def _cadastros(base: object) -> None:
    grupos.garantir(["Financeiro", "Compras"])
    situacoes.garantir(["Acordo"])
    contas_email.gravar(ContaEmail(1, "a@b.com.br", "localhost", 25, Seguranca.NENHUMA))


def test_base_nova_tem_os_iniciais() -> None:
    assert parametros.obter() == ParametrosAviso()


COMPLETOS = ParametrosAviso(
    habilitado=True,
    conta_email=1,
    grupos=FiltroSNT(Modo.SELECIONA, ("Financeiro", "Compras")),
    situacoes=FiltroSNT(Modo.NAO_SELECIONA, ("Acordo",)),
    vencendo_em_dias=60,
    enviar_vencidos=False,
    dias_para_vencido=0,
    intervalo_dias=365,
    prorrogar_dia_util=True,
    valor_minimo_centavos=5_000_000_000,
    vencidos_ate_dias=0,
)


def test_voltam_como_foram_gravados() -> None:
    parametros.gravar(COMPLETOS)
    assert parametros.obter() == COMPLETOS
    parametros.gravar(ParametrosAviso())
    assert parametros.obter() == ParametrosAviso()


def test_vale_a_grafia_cadastrada_e_repetido_conta_uma_vez() -> None:
    parametros.gravar(ParametrosAviso(grupos=FiltroSNT(Modo.SELECIONA, ("FINANCEIRO", "financeiro"))))
    assert parametros.obter().grupos.marcados == ("Financeiro",)


@pytest.mark.parametrize(
    ("ruins", "motivo"),
    [
        (replace(COMPLETOS, vencendo_em_dias=61), "fora da faixa"),
        (replace(COMPLETOS, grupos=FiltroSNT(Modo.SELECIONA)), "sem nada marcado"),
        (replace(COMPLETOS, grupos=FiltroSNT(Modo.SELECIONA, ("Sumiu",))), "não existe: Sumiu"),
        (replace(COMPLETOS, situacoes=FiltroSNT(Modo.NAO_SELECIONA, ("Sumiu",))), "não existe: Sumiu"),
        (replace(COMPLETOS, conta_email=9), "conta 9 não existe"),
    ],
)
def test_recusados_nao_mudam_nada(ruins: ParametrosAviso, motivo: str) -> None:
    with pytest.raises(DadoInvalido, match=motivo):
        parametros.gravar(ruins)
    assert parametros.obter() == ParametrosAviso()


def test_nome_que_nao_existe_diz_quais_existem() -> None:
    with pytest.raises(DadoInvalido) as erro:
        parametros.gravar(ParametrosAviso(grupos=FiltroSNT(Modo.SELECIONA, ("Sumiu",))))
    assert erro.value.o_que_fazer == "Existem: Compras, Financeiro."
