"""A evolução da carteira em tabela: os mesmos números do gráfico, um mês por linha, e as situações de um deles."""

from __future__ import annotations

from collections.abc import Callable

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, NaSituacao
from regras.dinheiro import Centavos, formatar
from ui import frases
from ui.componentes.evolucao import MesDaEvolucao, nome_do_mes
from ui.componentes.faixas_da_carteira import em_percentual
from ui.tabelas import colunas
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso


def _se_ha(dizer: Callable[[CarteiraDoMes], str]) -> Callable[[MesDaEvolucao], str]:
    """O mês sem retrato é travessão em toda coluna: não se confunde com zero."""
    return lambda item: colunas.NADA if item.carteira is None else dizer(item.carteira)


def _de_valor(titulo: str, valor: Callable[[CarteiraDoMes], Centavos], peso: Peso) -> Coluna[MesDaEvolucao]:
    def dizer(carteira: CarteiraDoMes) -> str:
        return formatar(valor(carteira))

    return Coluna(titulo, _se_ha(dizer), None, Alinhamento.DIREITA, peso=peso, largura=108)


def _da_faixa(faixa: FaixaDeAtraso) -> Coluna[MesDaEvolucao]:
    return _de_valor(frases.FAIXAS[faixa], lambda carteira: carteira.saldo(faixa), Peso.NORMAL)


def _dizer_mes(item: MesDaEvolucao) -> str:
    nome = nome_do_mes(item)
    return f"{nome} (sem retrato)" if item.carteira is None else nome


COLUNAS: tuple[Coluna[MesDaEvolucao], ...] = (
    Coluna("Fim do mês", _dizer_mes, peso=Peso.MEIO, largura=0),
    *map(_da_faixa, FaixaDeAtraso),
    _de_valor("Vencido", lambda carteira: carteira.vencido_centavos, Peso.FORTE),
    _de_valor("Em aberto", CarteiraDoMes.saldo, Peso.FORTE),
    Coluna(
        "% vencido",
        _se_ha(lambda carteira: em_percentual(carteira.vencido_centavos, carteira.saldo())),
        alinhamento=Alinhamento.DIREITA,
        largura=82,
    ),
    Coluna(
        "Débitos",
        _se_ha(lambda carteira: frases.numero(carteira.debitos())),
        alinhamento=Alinhamento.DIREITA,
        largura=76,
    ),
)
"""Um mês por linha."""

COLUNAS_DAS_SITUACOES: tuple[Coluna[NaSituacao], ...] = (
    Coluna("Situação", lambda item: item.situacao or "Sem situação", peso=Peso.MEIO, largura=0),
    colunas.numero("Débitos", lambda item: item.debitos, 70),
    colunas.dinheiro("Vencido", lambda item: item.vencido_centavos, 104),
    colunas.dinheiro("Em aberto", lambda item: item.saldo_centavos, 108, peso=Peso.FORTE),
)
"""As situações do mês escolhido."""
