"""A evolução da carteira em barras: o vencido ao fim de cada um dos doze últimos meses, e o de hoje."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos.carteira import carteira_mensal
from regras.carteira.atraso import VENCIDAS
from regras.carteira.evolucao import (
    CarteiraDoMes,
    evoluir,
    fim_do_mes,
    ultimos_meses,
)
from regras.dinheiro import Centavos, em_reais
from ui import frases
from ui.componentes.barras_empilhadas import Barra, BarrasEmpilhadas
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import Amostra
from ui.componentes.texto import Texto
from ui.tema import Letra, Peso

_MIL = 1000_00
_POUCO = 10 * _MIL
_LADO = 9
_NOMES = [
    *((faixa.value, frases.FAIXAS[faixa]) for faixa in VENCIDAS[:-1]),
    (VENCIDAS[-1].value, frases.faixa_em_dias(VENCIDAS[-1])),
]
"""Cor e nome de cada faixa na legenda; só o último diz que são dias."""


@dataclass(frozen=True, slots=True)
class MesDaEvolucao:
    """Um mês da evolução; `carteira` None é mês sem retrato, e `de_hoje` é o mês em curso, como está agora."""

    mes: date
    carteira: CarteiraDoMes | None
    de_hoje: bool = False


def ler(hoje: date, agora: CarteiraDoMes | None = None) -> tuple[MesDaEvolucao, ...]:
    """Os doze últimos meses encerrados e, por último, a carteira de hoje. Rode dentro de um `Trabalho`.

    Args:
        hoje: data de referência.
        agora: a carteira de hoje, se já foi lida.
    """
    meses = ultimos_meses(hoje)
    gravadas = carteira_mensal.listar(meses[0], meses[-1])
    encerrados = tuple(MesDaEvolucao(mes, carteira) for mes, carteira in evoluir(hoje, gravadas))
    atual = agora or carteira_mensal.de_agora(hoje)
    return (*encerrados, MesDaEvolucao(fim_do_mes(hoje), atual, de_hoje=True))


def nome_do_mes(item: MesDaEvolucao) -> str:
    """`outubro de 2026`; o mês em curso diz de que dia é."""
    if item.de_hoje and item.carteira is not None:
        return f"hoje, {frases.data_curta(item.carteira.data)}"
    return frases.mes_por_extenso(item.mes)


def dizer(item: MesDaEvolucao) -> str:
    """Tudo o que a barra de um mês mostra, numa frase."""
    nome, carteira = nome_do_mes(item), item.carteira
    if carteira is None:
        return f"{nome}: sem retrato"
    partes = [
        f"{frases.faixa_em_dias(faixa)} {em_reais(saldo)}" for faixa in VENCIDAS if (saldo := carteira.saldo(faixa))
    ]
    detalhe = f" ({'; '.join(partes)})" if partes else ""
    return f"{nome}: vencido {em_reais(carteira.vencido_centavos)}{detalhe}"


def em_barras(meses: tuple[MesDaEvolucao, ...]) -> list[Barra]:
    """Uma barra por mês, do vencido mais novo, embaixo, ao mais velho."""
    maior = max((item.carteira.vencido_centavos for item in meses if item.carteira), default=0)
    barras = []
    for posicao, item in enumerate(meses):
        rotulo = "hoje" if item.de_hoje else frases.mes_curto(item.mes, com_ano=posicao == 0)
        if item.carteira is None:
            barras.append(Barra(rotulo, None, "sem\nretrato", dizer(item)))
            continue
        partes = tuple((item.carteira.saldo(faixa), faixa.value) for faixa in VENCIDAS)
        topo = _em_mil(item.carteira.vencido_centavos, maior)
        barras.append(Barra(rotulo, partes, topo, dizer(item), forte=item.de_hoje))
    return barras


def _em_mil(centavos: Centavos, maior: Centavos) -> str:
    """Em milhares de reais; com uma casa quando todos são pequenos, porque senão seriam quase iguais."""
    if maior >= _POUCO:
        return frases.numero((centavos + _MIL // 2) // _MIL)
    decimos = (centavos * 10 + _MIL // 2) // _MIL
    return f"{decimos // 10},{decimos % 10}"


class QuadroEvolucao(QWidget):
    """Título, legenda e gráfico.

    Sinais:
        pediu(date): o operador quer ver este mês (o último dia dele).
        mudou(int): a barra corrente mudou.
    """

    pediu = Signal(object)
    mudou = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._meses: tuple[MesDaEvolucao, ...] = ()
        titulo = "Vencido ao fim de cada mês, em R$ mil"
        self.barras = BarrasEmpilhadas(titulo)
        self.barras.escolheu.connect(self._ao_escolher)
        self.barras.mudou.connect(self.mudou)
        alto = em_linha(Texto(titulo, peso=Peso.FORTE), ELASTICO, _legenda())
        em_coluna(alto, (self.barras, 1), espaco=4, dono=self)

    def mostrar(self, meses: tuple[MesDaEvolucao, ...]) -> None:
        """Troca os meses."""
        self._meses = meses
        self.barras.mostrar(em_barras(meses))

    def _ao_escolher(self, posicao: int) -> None:
        self.pediu.emit(self._meses[posicao].mes)


def _legenda() -> QHBoxLayout:
    """O nome de cada faixa ao lado da cor dela, na ordem em que se empilham."""
    pares = (
        em_linha(Amostra(cor, _LADO), Texto(nome, letra=Letra.DETALHE, cor="texto2"), espaco=5) for cor, nome in _NOMES
    )
    return em_linha(*pares, espaco=14)
