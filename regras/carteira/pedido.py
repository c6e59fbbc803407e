"""Pedido de venda e o que o mantém em aberto (guia Pedidos do fechamento)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regras.dinheiro import Centavos
from regras.nomes import chave

SITUACOES_ENCERRADAS = frozenset(
    {
        "atendido",
        "baixado",
        "cancelado",
        "concluido",
        "encerrado",
        "entregue",
        "faturado",
        "fechado",
        "finalizado",
    }
)
"""Situações (na forma de `nomes.chave`) em que nada mais se espera do pedido; qualquer outra é em aberto."""


@dataclass(frozen=True, slots=True)
class Pedido:
    """Um pedido de um cliente; `numero` é texto (zeros à esquerda valem) e a situação é livre."""

    numero: str
    cliente: str
    data: date
    valor_centavos: Centavos
    situacao: str = ""

    def esta_em_aberto(self) -> bool:
        """Diz se o pedido ainda espera faturamento; sem situação, espera."""
        return chave(self.situacao) not in SITUACOES_ENCERRADAS
