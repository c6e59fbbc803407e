"""743 Semear: o DV do nosso número tem vetor; o campo livre vem só do código de bibliotecas (boleto.md C.2, 743)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir
from boletos.titulo.numeros import modulo_11_zero

BANCO = Banco(
    "743-9",
    "Semear",
    Leiaute(
        (exigir("agencia", 4), exigir("conta", 7), exigir("conta_dv", 1), exigir("carteira", 2)),
        "agencia carteira numero conta conta_dv",
        posicoes=11,
        digito=modulo_11_zero,
    ),
    agencia_codigo="agencia:4/conta:7-dv",
    homologado=False,
)
