"""136 Unicred (boleto.md C.2, 136)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import codigos, exigir
from boletos.titulo.numeros import modulo_11_zero

BANCO = Banco(
    "136-8",
    "Unicred",
    Leiaute(
        (exigir("agencia", 4, "cooperativa"), exigir("conta", 9), exigir("conta_dv", 1), exigir("carteira", 2)),
        "agencia conta+dv numero dv",
        posicoes=10,
        digito=modulo_11_zero,
    ),
    carteiras=codigos("21"),
    agencia_codigo="agencia:4 / conta:9-dv",
    local="PAGÁVEL EM QUALQUER AGÊNCIA BANCÁRIA/CORRESPONDENTE BANCÁRIO",
)
