"""047 Banese: chave ASBACE, só pelo código de bibliotecas, sem vetor (boleto.md C.5, 047)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, Parte
from boletos.bancos.campos import completar, exigir, opcional
from boletos.titulo.numeros import duplo_digito, modulo_11_zero

BANCO = Banco(
    "047-7",
    "Banese",
    Leiaute(
        (exigir("agencia", 3), exigir("conta", 8), exigir("conta_dv", 1), opcional("carteira", 0)),
        (
            Parte(2, "fim da agência", lambda titulo, _: completar(titulo.agencia, 3, "agência")[-2:]),
            "conta+dv numero dv 047",
        ),
        posicoes=8,
        digito=modulo_11_zero,
        base="agencia",
        fecho=duplo_digito,
    ),
    agencia_codigo="agencia:3/conta:8-dv",
    local="Pagável preferencialmente na rede Banese",
    homologado=False,
)
