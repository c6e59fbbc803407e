"""A soma de um plano: o que se confirma é o que se envia (docs/linha-de-comando.md, `fechar --plano`)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple

from envio.plano.plano import PlanoDoDia
from regras.dinheiro import em_reais
from regras.erros import AmbienteIndisponivel

_ALGARISMOS = 16


class PlanoMudou(AmbienteIndisponivel):
    """O que se enviaria agora não é o que foi confirmado; nada saiu."""


def assinar(plano: PlanoDoDia) -> str:
    """A soma do que sairia: a data e, de cada aviso, cliente, estado, destinatários e os débitos com os valores."""
    avisos = [
        (item.cliente, item.estado, item.destinatarios, [astuple(debito) for debito in item.debitos])
        for item in plano.avisos
    ]
    conteudo = json.dumps((plano.data, plano.habilitado, avisos), default=str)
    return hashlib.sha256(conteudo.encode()).hexdigest()[:_ALGARISMOS]


def exigir(plano: PlanoDoDia, soma: str) -> None:
    """Recusa o plano que não é o confirmado.

    Raises:
        PlanoMudou: difere.
    """
    if assinar(plano) == soma:
        return
    quantos = "1 aviso" if len(plano.avisos) == 1 else f"{len(plano.avisos)} avisos"
    raise PlanoMudou(
        f"O plano mudou desde que foi confirmado: agora são {quantos}, {em_reais(plano.total_centavos)}. Nada saiu.",
        "Simule de novo, confira o que mudou e feche com a soma nova.",
    )
