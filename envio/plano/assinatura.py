"""A soma de um plano: o que se confirma é o que se envia (docs/linha-de-comando.md, `fechar --plano`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter

from envio.plano.plano import PlanoDoDia, Totais
from regras.aviso import DebitoAvisado
from regras.dinheiro import em_reais
from regras.erros import AmbienteIndisponivel

_ALGARISMOS = 16
_valores = attrgetter(*(campo.name for campo in fields(DebitoAvisado)))


class PlanoMudou(AmbienteIndisponivel):
    """O que se enviaria agora não é o que foi confirmado; nada saiu."""


class Assinatura:
    """A soma do que sairia: a data e, de cada aviso, cliente, estado, destinatários e os débitos com os valores.

    As partes do plano são somadas enquanto passam para quem as usa; `totais` conta o que passou.
    """

    def __init__(self) -> None:
        self.totais = Totais()
        self._resumo = hashlib.sha256()

    def ao_passar(self, partes: Iterable[PlanoDoDia]) -> Iterator[PlanoDoDia]:
        """Soma e entrega cada parte."""
        for parte in partes:
            if not self.totais.partes:
                self._somar(json.dumps((parte.data, parte.habilitado), default=str)[:-1] + ", [")
            for posicao, item in enumerate(parte.avisos, start=self.totais.avisos):
                conteudo = (
                    item.cliente,
                    item.estado,
                    item.destinatarios,
                    [_valores(debito) for debito in item.debitos],
                )
                self._somar((", " if posicao else "") + json.dumps(conteudo, default=str))
            self.totais.somar(parte)
            yield parte

    def soma(self) -> str:
        """A do que passou até aqui, como se diz."""
        inteira = self._resumo.copy()
        inteira.update(b"]]")
        return inteira.hexdigest()[:_ALGARISMOS]

    def _somar(self, texto: str) -> None:
        self._resumo.update(texto.encode())


def assinar(*partes: PlanoDoDia) -> str:
    """A soma do plano que já se tem."""
    return _passar(partes).soma()


def exigir(partes: Iterable[PlanoDoDia], soma: str) -> None:
    """Recusa o plano que não é o confirmado.

    Raises:
        PlanoMudou: difere.
    """
    assinatura = _passar(partes)
    if assinatura.soma() == soma:
        return
    quantos = "1 aviso" if assinatura.totais.avisos == 1 else f"{assinatura.totais.avisos} avisos"
    raise PlanoMudou(
        f"O plano mudou desde que foi confirmado: agora são {quantos}, "
        f"{em_reais(assinatura.totais.total_centavos)}. Nada saiu.",
        "Simule de novo, confira o que mudou e feche com a soma nova.",
    )


def _passar(partes: Iterable[PlanoDoDia]) -> Assinatura:
    assinatura = Assinatura()
    for _ in assinatura.ao_passar(partes):
        pass
    return assinatura
