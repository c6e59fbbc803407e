"""A decisão do operador sobre um aviso em dúvida (regras.md §6.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from envio import prontidao
from envio.ambiente import Ambiente
from envio.entrega import conciliacao
from envio.entrega.despacho import Lote
from envio.entrega.preparo import Preparo
from envio.entrega.registro import NaBase
from envio.fechamento.fechamento import emissor
from modelos.avisos import caixa_de_saida, diario_conferido
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Passagem
from modelos.base.trava import Trava
from modelos.contas import parametros as parametros_gravados
from regras.aviso import Aviso, Estado
from regras.entrega import Desfecho
from regras.envio.diario import Etapa, anotar
from regras.erros import DadoInvalido


class Decisao(StrEnum):
    """O que o operador pode decidir."""

    REENVIAR = "reenviar"
    ENVIADO = "enviado"


def resolver(numero: int, decisao: Decisao, ambiente: Ambiente, *, senha: str | None = None) -> Aviso:
    """Dá um aviso em dúvida como enviado, ou o reenvia já, reconferido.

    Args:
        numero: o `id` do aviso.
        decisao: a do operador.
        ambiente: base, relógio, cofre e transporte.
        senha: a desta execução, no lugar da do cofre.

    Returns:
        O aviso como ficou gravado.

    Raises:
        DadoInvalido: o aviso não existe ou não está em dúvida.
        ConfiguracaoIncompleta: falta algo para reenviar, ou o modo de teste está ligado; o aviso continua em dúvida.
        AmbienteIndisponivel: um fechamento está em andamento, ou a base está travada.
    """
    with Trava(ambiente.base.caminho):
        conciliacao.conciliar(ambiente)
        prontidao.conferir_base()
        _conferir_em_duvida(numero)
        if decisao is Decisao.ENVIADO:
            posse = diario_conferido.tomar_posse()
            _decidir(numero, Estado.ENVIADO, caixa_de_saida.dar_como_enviado, ambiente, posse)
        else:
            _reenviar(numero, ambiente, senha)
        return _obter(numero)


def _reenviar(numero: int, ambiente: Ambiente, senha: str | None) -> None:
    pronto = prontidao.conferir(ambiente, parametros_gravados.obter(), senha)
    preparo = Preparo(pronto, emissor(_obter(numero).data))
    registro = NaBase(ambiente, pronto.conta)
    lote = Lote(ambiente, preparo, registro)
    try:
        _decidir(numero, Estado.PENDENTE, caixa_de_saida.voltar_a_pendente, ambiente, registro.posse)
        for _ in lote.despachar([_obter(numero)]):
            pass
    finally:
        lote.fechar()


def _decidir(
    numero: int, para: Estado, gravar: Callable[[int, datetime], None], ambiente: Ambiente, posse: int
) -> None:
    """Põe a decisão no diário e depois na base (regras.md §6.6)."""
    aviso = _obter(numero)
    linha = replace(
        anotar(Etapa.DECISAO, aviso, ambiente.agora()),
        estado=para,
        motivo="decidido pelo operador",
        resposta=aviso.resposta or "",
        desfecho=Desfecho.DECIDIDA,
        entregas=aviso.entregas,
    )
    marco = ambiente.diario().anotar(linha)
    diario_conferido.com_a_posse(Passagem(posse, marco), lambda: gravar(numero, ambiente.agora()))


def _conferir_em_duvida(numero: int) -> None:
    aviso = _obter(numero)
    if aviso.estado is not Estado.EM_DUVIDA:
        raise DadoInvalido(
            f"aviso {numero}",
            f"está {aviso.estado.value.replace('_', ' ')}, e só um aviso em dúvida pode ser resolvido",
        )


def _obter(numero: int) -> Aviso:
    aviso = avisos.obter(numero)
    if aviso is None:
        raise DadoInvalido(
            f"aviso {numero}",
            "não existe",
            o_que_fazer="Veja os números em ⟨Consultas → Histórico de avisos|`app.py historico`⟩.",
        )
    return aviso
