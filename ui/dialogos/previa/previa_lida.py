"""O que a prévia lê da base para uma data. Rode dentro de um `Trabalho`. Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from envio.fechamento import fechamento
from envio.plano import primeira_vez
from envio.plano.primeira_vez import PrimeiraVez
from modelos.cadastro import clientes
from modelos.contas import parametros as parametros_gravados
from regras.parametros import ParametrosAviso
from ui import frases
from ui import frases_dos_apontamentos as apontamentos
from ui.tabelas.linhas_previa import ContagemDaPrevia, LinhaPrevia, contar, montar_linhas, sem_nome


@dataclass(frozen=True, slots=True)
class PreviaLida:
    """O que a tela mostra, já pronto: com dez mil clientes, contar e ordenar na linha da tela a pararia.

    Atributos:
        data: a do plano.
        linhas: na ordem do nome, já preparadas.
        contagem: os números de todas as linhas.
        tipos: quantos apontamentos de cada tipo, na ordem em que aparecem, como a tela os chama.
        avisos: o que fala da empresa inteira: o que faria o fechamento ser recusado.
        habilitado: o envio está habilitado.
        primeira_vez: a avaliação, se nunca houve aviso.
        sao_os_gravados: os parâmetros usados são os que estão na base.
    """

    data: date
    linhas: list[LinhaPrevia]
    contagem: ContagemDaPrevia
    tipos: dict[str, int]
    avisos: tuple[str, ...]
    habilitado: bool
    primeira_vez: PrimeiraVez | None
    sao_os_gravados: bool


def ler(data: date, parametros: ParametrosAviso | None, retirados: Collection[str] = frozenset()) -> PreviaLida:
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
    linhas.sort(key=lambda linha: linha.ordem_do_nome)
    return PreviaLida(
        data=plano.data,
        linhas=linhas,
        contagem=contar(linhas),
        tipos=dict(Counter(str(apontamentos.grupo(item)) for item in plano.apontamentos)),
        avisos=tuple(frases.em_frase(apontamentos.dizer(item)) for item in plano.apontamentos if not item.cliente),
        habilitado=plano.habilitado,
        primeira_vez=avaliacao,
        sao_os_gravados=valores == gravados,
    )
