"""De cada pagamento, o aviso que o trouxe; e as somas disso por prazo, faixa de atraso e mês (docs/regras.md §9).

Cada pagamento conta uma vez: é do último aviso enviado, em dia anterior ao dele, que levou o débito. O do mesmo dia não
conta, porque o fechamento é no fim do dia, e o dinheiro já podia ter entrado.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import fim_do_mes
from regras.carteira.promessa import Desfecho
from regras.dinheiro import Centavos

PRAZOS = (3, 7, 15)
"""Dias corridos do aviso ao pagamento."""


class Cobranca(NamedTuple):
    """Um débito num aviso enviado: a data do fechamento, e o vencimento e o saldo que ele levou."""

    data: date
    vencimento: date
    saldo_centavos: Centavos


class Pagamento(NamedTuple):
    """Um débito pago.

    Atributos:
        em: o dia que o banco diz; sem retorno, o do ERP.
        vencimento: o do débito.
        centavos: o que o banco diz que foi pago; None se só o ERP o diz pago, e aí vale o saldo que o aviso cobrou.
        valor_centavos: o do débito, para o que nunca foi avisado.
    """

    em: date
    vencimento: date
    centavos: Centavos | None
    valor_centavos: Centavos


@dataclass(slots=True)
class Soma:
    """O recebido depois de um aviso. Dinheiro em centavos.

    Atributos:
        por_prazo: o recebido em cada intervalo: até o primeiro prazo, dele ao segundo, do segundo ao terceiro e depois.
    """

    pagamentos: int = 0
    por_prazo: list[Centavos] = field(default_factory=lambda: [0] * (len(PRAZOS) + 1))

    def somar(self, dias: int, centavos: Centavos) -> None:
        """Mais um pagamento, estes dias depois do aviso."""
        self.pagamentos += 1
        self.por_prazo[bisect_left(PRAZOS, dias)] += centavos

    @property
    def centavos(self) -> Centavos:
        """Tudo."""
        return sum(self.por_prazo)

    def ate(self, prazo: int) -> Centavos:
        """O recebido até este prazo, um de `PRAZOS`."""
        return sum(self.por_prazo[: PRAZOS.index(prazo) + 1])


@dataclass(slots=True)
class Tempo:
    """Dias do vencimento ao pagamento; negativos antes dele."""

    pagamentos: int = 0
    dias: int = 0

    def somar(self, vencimento: date, em: date) -> None:
        """Mais um pagamento."""
        self.pagamentos += 1
        self.dias += (em - vencimento).days

    def media(self) -> Decimal | None:
        """A média com uma casa, o meio para cima; None sem pagamento."""
        if not self.pagamentos:
            return None
        return Decimal((20 * self.dias + self.pagamentos) // (2 * self.pagamentos)).scaleb(-1)


@dataclass(slots=True)
class Efeito:
    """O que os avisos trouxeram num período.

    Atributos:
        de: primeiro dia de pagamento que conta.
        ate: o último.
        total: todo o recebido depois de um aviso.
        faixas: por faixa de atraso do débito no dia do aviso.
        meses: por mês do pagamento, pelo último dia dele.
        sem_aviso: quantos pagamentos sem aviso antes, e quanto; ninguém os trouxe.
        antes: o tempo até pagar antes do primeiro aviso do cliente, desde sempre.
        depois: o tempo até pagar depois dele, no período.
        promessas: quantas, do período, deram em cada desfecho.
    """

    de: date
    ate: date
    total: Soma = field(default_factory=Soma)
    faixas: dict[FaixaDeAtraso, Soma] = field(default_factory=lambda: {faixa: Soma() for faixa in FaixaDeAtraso})
    meses: dict[date, Soma] = field(default_factory=dict)
    sem_aviso: tuple[int, Centavos] = (0, 0)
    antes: Tempo = field(default_factory=Tempo)
    depois: Tempo = field(default_factory=Tempo)
    promessas: Mapping[Desfecho, int] = field(default_factory=dict)


def atribuir(em: date, cobrancas: Iterable[Cobranca]) -> Cobranca | None:
    """O último aviso, de dia anterior ao do pagamento, que levou o débito; None se nenhum."""
    return max((cobranca for cobranca in cobrancas if cobranca.data < em), default=None, key=lambda c: c.data)


def apurar(
    de: date,
    ate: date,
    pagos: Iterable[tuple[Pagamento, Sequence[Cobranca], date | None]],
    promessas: Iterable[Desfecho] = (),
) -> Efeito:
    """Soma o efeito dos avisos num período.

    Args:
        de: primeiro dia de pagamento que conta.
        ate: o último.
        pagos: cada débito pago, os avisos enviados que o levaram e a data do primeiro aviso do cliente, se teve; os de
            fora do período só contam no tempo de antes.
        promessas: o desfecho de cada promessa do período.
    """
    efeito = Efeito(de, ate, meses={mes: Soma() for mes in _meses(de, ate)}, promessas=Counter(promessas))
    quantos = total = 0
    for pagamento, cobrancas, primeiro_aviso in pagos:
        if primeiro_aviso is not None and pagamento.em <= primeiro_aviso:
            efeito.antes.somar(pagamento.vencimento, pagamento.em)
        if not de <= pagamento.em <= ate:
            continue
        if primeiro_aviso is not None and pagamento.em > primeiro_aviso:
            efeito.depois.somar(pagamento.vencimento, pagamento.em)
        cobranca = atribuir(pagamento.em, cobrancas)
        if cobranca is None:
            quantos += 1
            total += pagamento.valor_centavos if pagamento.centavos is None else pagamento.centavos
            continue
        centavos = cobranca.saldo_centavos if pagamento.centavos is None else pagamento.centavos
        dias = (pagamento.em - cobranca.data).days
        faixa = FaixaDeAtraso.de_dias((cobranca.data - cobranca.vencimento).days)
        for soma in (efeito.total, efeito.faixas[faixa], efeito.meses[fim_do_mes(pagamento.em)]):
            soma.somar(dias, centavos)
    efeito.sem_aviso = quantos, total
    return efeito


def _meses(de: date, ate: date) -> Iterable[date]:
    mes = fim_do_mes(de)
    while mes <= fim_do_mes(ate):
        yield mes
        mes = fim_do_mes(mes + timedelta(days=1))
