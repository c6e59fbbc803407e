"""422 Safra: o 40 é protestado."""

from __future__ import annotations

from regras.retorno.forma import Leiaute400, efeitos

LEIAUTES = (
    Leiaute400(
        banco="422",
        efeitos=efeitos(
            liquidado="06 41",
            liquidado_cartorio="15",
            baixado="09 10",
            protestado="40",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="19 23",
            tarifa="43",
            informativa="04 05 11 12 13 20 21 42 44 45 51 52 53 54 56 57 58",
        ),
        nosso_numero=(63, 71),
        sequencial=(63, 70),
        conta=(32, 39),
        sequencia=(390, 394),
    ),
)
