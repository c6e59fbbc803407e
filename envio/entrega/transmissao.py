"""Uma mensagem, do corpo ao desfecho: o único caminho por que algo sai (regras.md §6.6; email.md §1.1).

A ordem é o que garante "no máximo uma vez, com dúvida visível": o corpo vai ao servidor, o registro grava em disco que
vai ser transmitido, e só então o ponto final é escrito. O que se grava, e onde, é do registro (`registro.py`): o
caminho serve ao aviso, ao complemento, ao reenvio, ao modo de teste e à amostra.

Cada transmissão é um gerador que pede as etapas de rede e recebe o que deu nelas; quem as executa é o despacho, ou
`numa_sessao`. Entre uma e outra tudo corre na thread do caso de uso.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from envio.correio.conexoes import Abrir, Etapa, Transmitir
from envio.correio.falhas import FalhaSMTP, RespostaPerdida
from envio.correio.transporte import Envelope, Resposta, Transporte
from envio.entrega.desfecho import (
    MensagemPronta,
    Resultado,
    aceita,
    nao_aceita,
    no_ponto,
    sem_resposta,
)
from envio.entrega.registro import Registro
from envio.entrega.vazao import Vazao
from regras.aviso import Aviso
from regras.entrega import Desfecho
from regras.erros import ErroAviso

_T = TypeVar("_T")
_Sinal = TypeVar("_Sinal")

Passos = Generator[Etapa, Any, _T]
"""Pede etapas de rede; recebe o que `Transporte` devolve ou levanta."""


@dataclass(frozen=True, slots=True)
class Transmitida:
    """No que deu uma mensagem, e como o aviso dela ficou."""

    aviso: Aviso
    resultado: Resultado


def transmitir(
    mensagem: MensagemPronta, remetente: str, registro: Registro, vazao: Vazao | None = None
) -> Passos[Transmitida]:
    """Leva o corpo, registra, escreve o ponto final e registra o que o servidor disse, ou que não disse nada.

    Args:
        mensagem: a pronta.
        remetente: o endereço da conta.
        registro: onde fica escrito.
        vazao: a da conta durante um lote.

    Raises:
        ErroAviso: o registro não deixou.
    """
    try:
        envelope: Envelope = yield Abrir(remetente, mensagem.destinatarios, mensagem.mime, mensagem.envid)
    except FalhaSMTP as falha:
        resultado = nao_aceita(mensagem, falha)
        return Transmitida(registro.concluir(mensagem, resultado, comecou=False), resultado)
    em = registro.comecar(mensagem, no_ponto(mensagem, envelope))
    if vazao is not None:
        vazao.transmitiu(len(mensagem.destinatarios), em, mensagem.aviso.id)
    try:
        resposta: Resposta = yield Transmitir(envelope)
    except RespostaPerdida as perdida:
        resultado = sem_resposta(mensagem, envelope, perdida)
    except FalhaSMTP as falha:
        resultado = nao_aceita(mensagem, falha, envelope)
    else:
        resultado = aceita(mensagem, envelope, resposta)
    if vazao is not None and resultado.desfecho is Desfecho.ACEITA:
        vazao.acertou()
    return Transmitida(registro.concluir(mensagem, resultado, comecou=True), resultado)


def numa_sessao(passos: Passos[_T], transporte: Transporte, ao_abrir: _Sinal) -> Generator[_Sinal, None, _T]:
    """Executa as etapas aqui mesmo, numa sessão só, e devolve `ao_abrir` com o corpo no servidor, antes do ponto.

    Parar de iterar ali cancela, e nada terá sido enviado.
    """
    try:
        etapa = next(passos)
        while True:
            try:
                feito = etapa.em(transporte)
            except ErroAviso as erro:
                etapa = passos.throw(erro)
                continue
            if isinstance(etapa, Abrir):
                yield ao_abrir
            etapa = passos.send(feito)
    except StopIteration as fim:
        resultado: _T = fim.value
        return resultado
    finally:
        passos.close()
