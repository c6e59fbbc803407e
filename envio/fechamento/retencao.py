"""Expurgo das mensagens antigas: some o corpo, ficam data, destinatários, tamanho e soma.

Os prazos são de `regras.ajustes`.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from modelos.avisos import mensagens_guardadas
from modelos.base import ajustes
from modelos.contas import transmissoes

log = logging.getLogger(__name__)

_RITMO_GUARDADO = timedelta(days=7)
_MESES_DO_ANO = 12
_ULTIMO_DIA_COMUM = 28
"""Recuar meses a partir do dia 29 cairia em dia que não existe; três dias a mais de guarda não fazem falta."""


def expurgar(agora: datetime) -> int:
    """Apaga o corpo das mensagens mais velhas que o prazo dos ajustes; devolve quantas. Só com a trava na mão.

    Args:
        agora: instante em UTC.
    """
    transmissoes.expurgar(agora - _RITMO_GUARDADO)
    meses = ajustes.obter().guardar_meses
    if not meses:
        return 0
    quantas = mensagens_guardadas.expurgar(recuar(agora, meses))
    if quantas:
        log.info("corpo de %s mensagens expurgado", quantas)
    return quantas


def recuar(agora: datetime, meses: int) -> datetime:
    """O mesmo dia e hora, meses antes."""
    corridos = agora.year * _MESES_DO_ANO + agora.month - 1 - meses
    ano, mes = divmod(corridos, _MESES_DO_ANO)
    return agora.replace(year=ano, month=mes + 1, day=min(agora.day, _ULTIMO_DIA_COMUM))
