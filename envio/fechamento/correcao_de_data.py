"""A volta do relógio adiantado: o que foi fechado com data à frente vale como feito hoje (regras.md §2.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from envio import prontidao
from envio.ambiente import Ambiente
from envio.entrega import conciliacao
from modelos.avisos import correcao_de_data
from modelos.avisos import leitura as avisos
from modelos.avisos.correcao_de_data import AFrente
from modelos.base.trava import Trava
from regras.aviso import Aviso
from regras.erros import DadoInvalido


@dataclass(frozen=True, slots=True)
class Correcao:
    """O que estava à frente do relógio, e os avisos como ficaram."""

    havia: AFrente
    avisos: tuple[Aviso, ...]


def corrigir(ambiente: Ambiente, relogio: date) -> Correcao:
    """Dá como feitos neste dia os fechamentos e avisos com data depois dele; nada é enviado.

    Args:
        ambiente: base, diário e relógio.
        relogio: o dia desta máquina.

    Raises:
        DadoInvalido: nada tem data à frente do relógio.
        AmbienteIndisponivel: um fechamento está em andamento, ou a base está travada.
    """
    with Trava(ambiente.base.caminho):
        conciliacao.conciliar(ambiente)
        prontidao.conferir_base()
        havia = correcao_de_data.a_frente(relogio)
        if havia is None:
            raise DadoInvalido(
                "data do fechamento",
                f"nenhum fechamento tem data à frente do relógio, que diz {relogio:%d/%m/%Y}",
                o_que_fazer="Não há o que corrigir: feche o dia normalmente.",
            )
        numeros = correcao_de_data.corrigir(relogio, ambiente.agora())
        corrigidos = (avisos.obter(numero) for numero in numeros)
        return Correcao(havia, tuple(aviso for aviso in corrigidos if aviso is not None))
