"""004 Banco do Nordeste (boleto.md C.2, 004)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import modulo_11_zero

BANCO = Banco(
    "004-3",
    "Banco do Nordeste",
    Leiaute(
        (
            exigir("agencia", 4),
            exigir("conta", 7),
            exigir("conta_dv", 1),
            exigir("carteira", 2, onde="no contrato de cobrança do BNB: é a que vai no boleto"),
        ),
        "agencia conta+dv numero dv carteira 000",
        posicoes=7,
        digito=modulo_11_zero,
    ),
    carteiras=(
        Opcao("21", "simples, o cliente emite"),
        Opcao("31", "caucionada"),
        Opcao("41", "vinculada ou descontada"),
    ),
    agencia_codigo="agencia:4/conta:7-dv",
    local="PAGÁVEL EM QUALQUER AGÊNCIA BANCÁRIA ATÉ O VENCIMENTO",
)
