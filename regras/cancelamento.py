"""Por que um débito deixou de ir num aviso que foi cancelado: a causa verdadeira de cada um (regras.md §6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Causa(StrEnum):
    """Primeiro as do débito, depois as do cliente, por último as do próprio aviso."""

    PAGO = "pago"
    PAGO_NO_BANCO = "pago no banco"
    AUSENTE = "ausente"
    SEM_SALDO = "sem saldo"
    RETIDO = "retido"
    PRORROGADO = "prorrogado"
    ANTECIPADO = "antecipado"
    EXCLUIDO = "excluido"
    FORA_DA_FAIXA = "fora da faixa"
    SEM_CADASTRO = "sem cadastro"
    NAO_AVISAR = "nao avisar"
    PROMESSA = "promessa"
    SEM_DESTINATARIO = "sem destinatario"
    NINGUEM_FALTA = "ninguem falta"
    SUBSTITUIDO = "substituido"
    OUTRO_EM_ABERTO = "outro em aberto"
    DATA_CORRIGIDA = "data corrigida"


class PorQue(NamedTuple):
    """A causa de um débito; `dia` é o do pagamento, o do novo vencimento ou o último da promessa."""

    causa: Causa
    dia: date | None = None


Causas = Mapping[tuple[str, str], PorQue]
"""De cada débito do aviso, por documento e parcela."""

_DO_DEBITO = {
    Causa.PAGO: ("pago em {}", "pagos em {}"),
    Causa.PAGO_NO_BANCO: ("pago no banco em {}", "pagos no banco em {}"),
    Causa.AUSENTE: ("baixado, por não constar do arquivo do ERP", "baixados, por não constarem do arquivo do ERP"),
    Causa.SEM_SALDO: ("sem saldo", "sem saldo"),
    Causa.RETIDO: ("em conferência no retorno do banco", "em conferência no retorno do banco"),
    Causa.PRORROGADO: ("prorrogado para {}", "prorrogados para {}"),
    Causa.ANTECIPADO: ("com o vencimento trocado para {}", "com o vencimento trocado para {}"),
    Causa.EXCLUIDO: ("fora do cadastro", "fora do cadastro"),
    Causa.FORA_DA_FAIXA: ("fora da faixa de dias do aviso", "fora da faixa de dias do aviso"),
}
_DE_TODOS = {
    Causa.SEM_CADASTRO: "o cliente não está mais cadastrado",
    Causa.NAO_AVISAR: "o cliente passou a “não avisar”",
    Causa.PROMESSA: "o cliente prometeu pagar até {}",
    Causa.SEM_DESTINATARIO: "o cliente ficou sem destinatário",
    Causa.NINGUEM_FALTA: "os destinatários que faltavam não recebem mais",
    Causa.SUBSTITUIDO: "substituído: a data passou antes do envio",
    Causa.OUTRO_EM_ABERTO: "substituído: o cliente tem outro aviso em aberto",
    Causa.DATA_CORRIGIDA: "substituído: a data do fechamento estava à frente do relógio e foi corrigida",
}
_NOMES_A_VISTA = 3


def dizer(causas: Causas) -> str:
    """As causas em português, cada uma com os seus débitos: `1/1 e 2/1 sem saldo; 3/1 prorrogado para 10/12/2026`."""
    por_causa: dict[PorQue, list[str]] = {}
    for (documento, parcela), por_que in causas.items():
        por_causa.setdefault(por_que, []).append(f"{documento}/{parcela}")
    return "; ".join(_dizer_uma(por_que, nomes, unica=len(por_causa) == 1) for por_que, nomes in por_causa.items())


def _dizer_uma(por_que: PorQue, nomes: list[str], *, unica: bool) -> str:
    dia = f"{por_que.dia:%d/%m/%Y}" if por_que.dia else ""
    if por_que.causa in _DE_TODOS:
        frase = _DE_TODOS[por_que.causa].format(dia)
        return frase if unica else f"{_nomear(nomes)}: {frase}"
    return f"{_nomear(nomes)} {_DO_DEBITO[por_que.causa][len(nomes) > 1].format(dia)}"


def _nomear(nomes: Iterable[str]) -> str:
    *antes, ultimo = nomes
    if len(antes) >= _NOMES_A_VISTA:
        return f"{len(antes) + 1} débitos"
    return f"{', '.join(antes)} e {ultimo}" if antes else ultimo
