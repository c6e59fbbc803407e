"""085 Ailos, ex-Cecred: o nosso número começa pela conta (boleto.md C.2, 085)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import codigos, exigir, opcional

BANCO = Banco(
    "085-0",
    "Ailos",
    Leiaute(
        (
            exigir("convenio", 6, "convênio", onde="no contrato de cobrança da cooperativa, como convênio do Ailos"),
            opcional("agencia", 4, "cooperativa"),
            opcional("agencia_dv", 1, "DV da cooperativa"),
            exigir("conta", 7),
            exigir("conta_dv", 1),
            exigir("carteira", 2),
        ),
        "convenio numero carteira",
        prefixo="conta+dv",
        posicoes=9,
    ),
    carteiras=codigos("01"),
    agencia_codigo="agencia:4-dv/conta:7-dv",
    carteira="carteira:2",
    local="Pagar preferencialmente nas cooperativas do Sistema AILOS.",
)
