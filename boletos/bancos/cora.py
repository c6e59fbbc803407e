"""403 Cora: só pelo código do ACBr, sem vetor; na prática a Cora entrega a linha pronta (boleto.md C.5, 403)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, Parte
from boletos.bancos.campos import algarismos_do_documento, exigir, opcional

BANCO = Banco(
    "403-9",
    "Cora",
    Leiaute(
        (exigir("carteira", 2), opcional("agencia", 4), opcional("conta", 12)),
        "00000 numero carteira",
        prefixo=(Parte(8, "raiz do CNPJ", lambda titulo, _: algarismos_do_documento(titulo)[:8]),),
        posicoes=10,
    ),
    agencia_codigo="agencia:4/conta",
    carteira="carteira:2",
    homologado=False,
)
