"""322 Sulcredi: só pelo código do ACBr, sem vetor (boleto.md C.5, 322)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir, opcional
from boletos.titulo.numeros import modulo_10

BANCO = Banco(
    "322-0",
    "Sulcredi",
    Leiaute(
        (exigir("convenio", 7, "convênio"), opcional("agencia", 4, "cooperativa"), opcional("carteira", 0)),
        "01000 numero dv",
        prefixo="convenio 9",
        posicoes=11,
        digito=modulo_10,
    ),
    agencia_codigo="agencia:4/convenio:7",
    homologado=False,
)
