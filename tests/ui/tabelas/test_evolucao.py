"""A evolução em tabela: os números do gráfico, e o mês sem retrato em travessões."""

from __future__ import annotations

from datetime import date

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, NaSituacao, Posicao
from ui.componentes.evolucao import MesDaEvolucao
from ui.tabelas.evolucao import COLUNAS, COLUNAS_DAS_SITUACOES

OUTUBRO = date(2026, 10, 31)
POSICOES = (
    Posicao(FaixaDeAtraso.A_VENCER, "", 3, 300_00),
    Posicao(FaixaDeAtraso.ATE_60, "Acordo", 1, 100_00),
)


def _linha(item: MesDaEvolucao) -> list[str]:
    return [coluna.texto(item) for coluna in COLUNAS]


def test_um_mes_traz_cada_faixa_o_vencido_e_o_total() -> None:
    linha = _linha(MesDaEvolucao(OUTUBRO, CarteiraDoMes(OUTUBRO, OUTUBRO, POSICOES)))
    assert linha == ["outubro de 2026", "300,00", "0,00", "100,00", "0,00", "0,00", "100,00", "400,00", "25,0", "4"]


def test_mes_sem_retrato_e_travessao_e_carteira_vazia_e_zero() -> None:
    assert _linha(MesDaEvolucao(OUTUBRO, None)) == ["outubro de 2026 (sem retrato)", *["–"] * 9]
    assert _linha(MesDaEvolucao(OUTUBRO, CarteiraDoMes(OUTUBRO, OUTUBRO, ())))[1:] == [*["0,00"] * 7, "0,0", "0"]


def test_situacao_vazia_e_dita() -> None:
    textos = [coluna.texto(NaSituacao("", 3, 0, 300_00)) for coluna in COLUNAS_DAS_SITUACOES]
    assert textos == ["Sem situação", "3", "0,00", "300,00"]
