"""A carteira ao fim de cada mês: o retrato que o primeiro fechamento do mês seguinte grava, e os doze últimos.

O retrato é do que a base tem na hora do fechamento, com a idade contada no último dia do mês encerrado. É sempre do
mês logo antes do que começa: o mês cujo seguinte não teve fechamento fica sem retrato, e a evolução o mostra como
falha, que não é zero (docs/regras.md §8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from regras.carteira.atraso import VENCIDAS, FaixaDeAtraso
from regras.dinheiro import Centavos

MESES = 12


class Grupo(NamedTuple):
    """Débitos em aberto de mesmo vencimento e situação, já somados."""

    vencimento: date
    situacao: str
    debitos: int
    saldo_centavos: Centavos


class Posicao(NamedTuple):
    """O que a carteira tinha numa faixa e numa situação (vazia, sem situação)."""

    faixa: FaixaDeAtraso
    situacao: str
    debitos: int
    saldo_centavos: Centavos


class NaSituacao(NamedTuple):
    """O que a carteira tinha numa situação (vazia, sem situação), somadas as faixas."""

    situacao: str
    debitos: int
    vencido_centavos: Centavos
    saldo_centavos: Centavos


@dataclass(frozen=True, slots=True)
class CarteiraDoMes:
    """A carteira ao fim de um mês.

    Atributos:
        mes: o último dia dele.
        data: a do fechamento que a gravou.
        posicoes: por faixa e situação; vazio é carteira sem nada em aberto.
    """

    mes: date
    data: date
    posicoes: tuple[Posicao, ...]

    def saldo(self, *faixas: FaixaDeAtraso) -> Centavos:
        """A soma dos saldos destas faixas; sem dizer nenhuma, de todas."""
        quais = faixas or tuple(FaixaDeAtraso)
        return sum(posicao.saldo_centavos for posicao in self.posicoes if posicao.faixa in quais)

    def debitos(self, *faixas: FaixaDeAtraso) -> int:
        """Quantos débitos nestas faixas; sem dizer nenhuma, em todas."""
        quais = faixas or tuple(FaixaDeAtraso)
        return sum(posicao.debitos for posicao in self.posicoes if posicao.faixa in quais)

    def por_situacao(self) -> tuple[NaSituacao, ...]:
        """O que havia em cada situação, da de maior saldo à de menor."""
        somas: dict[str, NaSituacao] = {}
        for posicao in self.posicoes:
            _, debitos, vencido, saldo = somas.get(posicao.situacao, ("", 0, 0, 0))
            somas[posicao.situacao] = NaSituacao(
                posicao.situacao,
                debitos + posicao.debitos,
                vencido + (posicao.saldo_centavos if posicao.faixa in VENCIDAS else 0),
                saldo + posicao.saldo_centavos,
            )
        return tuple(sorted(somas.values(), key=lambda soma: (-soma.saldo_centavos, soma.situacao)))

    @property
    def vencido_centavos(self) -> Centavos:
        """O saldo de tudo o que já tinha vencido."""
        return self.saldo(*VENCIDAS)


def fim_do_mes(dia: date) -> date:
    """O último dia do mês."""
    return (dia.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def mes_encerrado(hoje: date) -> date:
    """O último dia do mês anterior ao de hoje."""
    return hoje.replace(day=1) - timedelta(days=1)


def mes_a_gravar(hoje: date, ultimo_fechamento: date | None) -> date | None:
    """O mês (o seu último dia) que o fechamento de hoje grava antes de começar, ou None.

    Grava o primeiro fechamento de um mês novo. Sem fechamento antes não há mês encerrado: a carteira acabou de chegar.
    """
    encerrado = mes_encerrado(hoje)
    return encerrado if ultimo_fechamento is not None and ultimo_fechamento <= encerrado else None


def posicionar(grupos: Iterable[Grupo], dia: date) -> tuple[Posicao, ...]:
    """Soma por faixa e situação, com a idade contada neste dia; em ordem de faixa e de situação."""
    debitos: Counter[tuple[FaixaDeAtraso, str]] = Counter()
    saldos: Counter[tuple[FaixaDeAtraso, str]] = Counter()
    for grupo in grupos:
        onde = (FaixaDeAtraso.de_dias((dia - grupo.vencimento).days), grupo.situacao)
        debitos[onde] += grupo.debitos
        saldos[onde] += grupo.saldo_centavos
    ordem = sorted(debitos, key=lambda onde: (tuple(FaixaDeAtraso).index(onde[0]), onde[1]))
    return tuple(Posicao(*onde, debitos[onde], saldos[onde]) for onde in ordem)


def ultimos_meses(hoje: date, quantos: int = MESES) -> tuple[date, ...]:
    """O último dia de cada um dos meses encerrados antes do de hoje, do mais velho ao mais novo."""
    meses = [mes_encerrado(hoje)]
    while len(meses) < quantos:
        meses.append(mes_encerrado(meses[-1]))
    return tuple(reversed(meses))


def evoluir(hoje: date, gravadas: Mapping[date, CarteiraDoMes]) -> tuple[tuple[date, CarteiraDoMes | None], ...]:
    """Os doze últimos meses encerrados, cada um com a sua carteira; None é o mês que ficou sem retrato."""
    return tuple((mes, gravadas.get(mes)) for mes in ultimos_meses(hoje))
