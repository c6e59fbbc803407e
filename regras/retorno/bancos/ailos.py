"""085 Ailos: conta com DV e nove algarismos."""

from __future__ import annotations

from regras.retorno.forma import PADRAO_240, Leiaute240, efeitos

LEIAUTES = (
    Leiaute240(
        banco="085",
        efeitos=efeitos(base=PADRAO_240, pagamento_a_confirmar="76 77", informativa="22 89 91 92 93 94 95 96 97 98"),
        nosso_numero=(38, 57),
        reduzir=lambda numero, _conta: numero[-9:] if len(numero) == 17 else numero,
        posicoes=9,
    ),
)
