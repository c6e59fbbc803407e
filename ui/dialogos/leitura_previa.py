"""O que a prévia lê da base para uma data. Rode dentro de um `Trabalho`. Sem Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from envio import fechamento, primeira_vez
from envio.plano import PlanoDoDia
from envio.primeira_vez import PrimeiraVez
from modelos import clientes
from modelos import parametros as parametros_gravados
from regras.parametros import ParametrosAviso
from ui.tabelas.previa import LinhaPrevia, montar_linhas, sem_nome


@dataclass(frozen=True, slots=True)
class Leitura:
    """O plano, as linhas já preparadas para a lista e a avaliação da primeira vez.

    `sao_os_gravados` diz se os parâmetros usados são os que estão na base.
    """

    plano: PlanoDoDia
    linhas: tuple[LinhaPrevia, ...]
    primeira_vez: PrimeiraVez | None
    sao_os_gravados: bool


def ler(data: date, parametros: ParametrosAviso | None, retirados: Collection[str] = frozenset()) -> Leitura:
    """Planeja a data como se o envio estivesse habilitado.

    Args:
        data: a da prévia.
        parametros: os da tela; None usa os gravados.
        retirados: clientes que o operador tirou deste fechamento.
    """
    gravados = parametros_gravados.obter()
    valores = parametros or gravados
    plano = fechamento.planejar(data, parametros=valores, mesmo_desabilitado=True)
    avaliacao = primeira_vez.avaliar(plano, valores)
    linhas = montar_linhas(plano, clientes.nomes(sem_nome(plano)), retirados)
    return Leitura(plano, tuple(linhas), avaliacao, valores == gravados)
