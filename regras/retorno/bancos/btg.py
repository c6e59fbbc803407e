"""208 BTG Pactual: o trailer não conta os registros."""

from __future__ import annotations

from regras.retorno.forma import PADRAO_240, Leiaute240, efeitos

LEIAUTES = (
    Leiaute240(
        banco="208",
        efeitos=efeitos(base=PADRAO_240, baixado="05", instrucao_rejeitada="37", informativa="61 63 64 65"),
        nosso_numero=(38, 57),
        sequencial=(38, 56),
        posicoes=11,
        confere_registros=False,
    ),
)
