"""O que a prévia lê da base para uma data. Rode dentro de um `Trabalho`. Sem Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from envio import fechamento, primeira_vez
from envio.plano import PlanoDoDia
from envio.primeira_vez import PrimeiraVez
from modelos import clientes
from modelos import parametros as parametros_gravados
from regras.parametros import ParametrosAviso
from ui.tabelas.previa import sem_nome


@dataclass(frozen=True, slots=True)
class Leitura:
    """O plano, os nomes que ele não traz e a avaliação da primeira vez.

    `sao_os_gravados` diz se os parâmetros usados são os que estão na base.
    """

    plano: PlanoDoDia
    nomes: dict[str, str]
    primeira_vez: PrimeiraVez | None
    sao_os_gravados: bool


def ler(data: date, parametros: ParametrosAviso | None) -> Leitura:
    """Planeja a data como se o envio estivesse habilitado; `parametros` None usa os gravados."""
    gravados = parametros_gravados.obter()
    valores = parametros or gravados
    plano = fechamento.planejar(data, parametros=valores, mesmo_desabilitado=True)
    avaliacao = primeira_vez.avaliar(plano, valores)
    return Leitura(plano, clientes.nomes(sem_nome(plano)), avaliacao, valores == gravados)
