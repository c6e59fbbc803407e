"""O que mudou nos parâmetros em relação ao gravado, dito como o operador leria. Sem Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regras.dinheiro import em_reais
from regras.parametros import PARAMETROS, FiltroSNT, Modo, Parametro, ParametrosAviso, Tipo
from ui import frases


@dataclass(frozen=True, slots=True)
class Alteracao:
    """Um parâmetro que mudou."""

    rotulo: str
    antes: str
    depois: str


def comparar(gravado: ParametrosAviso, tela: ParametrosAviso) -> list[Alteracao]:
    """As diferenças, na ordem da tela. Nomes marcados num filtro em T não contam: não valem."""
    achadas = []
    for nome, parametro in PARAMETROS.items():
        antes, depois = getattr(gravado, nome), getattr(tela, nome)
        if _normal(antes) != _normal(depois):
            achadas.append(Alteracao(parametro.alterado, dizer(parametro, antes), dizer(parametro, depois)))
    return achadas


def _normal(valor: object) -> object:
    if not isinstance(valor, FiltroSNT):
        return valor
    return (valor.modo, frozenset() if valor.modo is Modo.TODOS else valor.chaves())


def dizer(parametro: Parametro, valor: Any) -> str:  # noqa: ANN401 - o tipo é o do parâmetro
    """O valor de um parâmetro como o operador o leria."""
    return parametro.zero if parametro.zero and not valor else _DIZERES[parametro.tipo](valor)


def _filtro(valor: FiltroSNT) -> str:
    if valor.modo is Modo.TODOS or not valor.marcados:
        return frases.modo(valor.modo)
    return f"{frases.modo(valor.modo)}: {frases.lista_curta(valor.marcados, 4)}"


_DIZERES: dict[Tipo, Callable[..., str]] = {
    Tipo.SIM_NAO: lambda valor: "sim" if valor else "não",
    Tipo.DIAS: lambda valor: frases.quantos(valor, "dia", "dias"),
    Tipo.DINHEIRO: em_reais,
    Tipo.FILTRO: _filtro,
    Tipo.CONTA: lambda valor: "a única cadastrada" if valor is None else str(valor),
}
