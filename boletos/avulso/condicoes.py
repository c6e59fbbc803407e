"""Descontos, multa e juros do comando `boleto`, em linhas de instrução: valor em reais e data (boleto.md B.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from boletos.avulso.entrada import Entrada, T
from boletos.titulo import instrucoes
from regras.dinheiro import Centavos, aplicar_percentual
from regras.encargos import DIAS_DO_MES
from regras.erros import DadoInvalido

MAIS_DESCONTOS = 3
_DATAS = ("data", "ate", "a_partir_de")
_VALORES = ("valor", "valor_dia")
_PERCENTUAIS = ("percentual", "percentual_mes")
"""Os nomes que cada parte pode ter; o primeiro preenchido vale."""


class _Condicao(NamedTuple):
    """Uma condição lida; sem data, vale o vencimento."""

    dia: date | None
    centavos: Centavos


def em_linhas(entrada: Entrada, valor: Centavos, vencimento: date | None) -> tuple[str, ...]:
    """Lê `descontos`, `multa` e `juros` e devolve as linhas; a que der zero é omitida, e o que não serve vira erro.

    Args:
        entrada: o item.
        valor: do boleto, em centavos; sobre ele se calculam os percentuais.
        vencimento: a data de quem não diz outra.
    """
    return tuple(linha for linha in _linhas(entrada, valor, vencimento) if linha)


def _linhas(entrada: Entrada, valor: Centavos, vencimento: date | None) -> Iterator[str]:
    for desconto in entrada.objetos("descontos", MAIS_DESCONTOS):
        if lido := _ler(desconto, valor, vencimento):
            if valor and lido.centavos >= valor:
                entrada.anotar(DadoInvalido("descontos", "não pode ser do valor do boleto, nem mais"))
            yield instrucoes.de_desconto(lido.dia, lido.centavos)
    for campo, dias_do_mes, escrever in (
        ("multa", 1, instrucoes.de_multa),
        ("juros", DIAS_DO_MES, instrucoes.de_juros),
    ):
        objeto = entrada.objeto(campo)
        if objeto and (lido := _ler(objeto, valor, vencimento, dias_do_mes)):
            yield escrever(lido.dia, lido.centavos)


def _ler(objeto: Entrada, valor: Centavos, vencimento: date | None, dias_do_mes: int = 1) -> _Condicao | None:
    """O valor dito ou o percentual do valor do boleto, por dia quando é ao mês; None se não há como saber."""
    dia = _primeiro(objeto.data(nome) for nome in _DATAS) or vencimento
    centavos = _primeiro(objeto.valor(nome) for nome in _VALORES)
    percentual = _primeiro(objeto.percentual(nome) for nome in _PERCENTUAIS)
    if centavos is None and percentual is None:
        objeto.anotar(DadoInvalido(objeto.nome, "falta dizer o valor em reais, ou o percentual"))
        return None
    if centavos is None and not valor:
        objeto.anotar(DadoInvalido(objeto.nome, "percentual de um boleto em aberto não tem valor: diga-o em reais"))
        return None
    if centavos is None and percentual is not None:
        centavos = aplicar_percentual(valor, percentual, denominador=dias_do_mes)
    return _Condicao(dia, centavos or 0)


def _primeiro(lidos: Iterator[T | None]) -> T | None:
    return next((lido for lido in list(lidos) if lido is not None), None)
