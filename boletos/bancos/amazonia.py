"""003 Banco da Amazônia (boleto.md C.2, 003)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir, opcional
from boletos.bancos.forma import Opcao

_A_UNICA = Opcao("CNR", "com o nosso número do cliente")

BANCO = Banco(
    "003-5",
    "Banco da Amazônia",
    Leiaute(
        (
            exigir("agencia", 3),
            exigir("agencia_dv", 1),
            exigir(
                "convenio", 4, "convênio", onde="no contrato de cobrança do Banco da Amazônia, como código do convênio"
            ),
            opcional("carteira", 0),
        ),
        "agencia agencia_dv convenio numero 8",
        posicoes=16,
    ),
    carteiras=(_A_UNICA,),
    agencia_codigo="agencia:3-dv/convenio:4",
    carteira=lambda titulo: titulo.carteira or _A_UNICA.codigo,
)
