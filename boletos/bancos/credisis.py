"""097 CrediSIS: o nosso número leva um dígito do CPF ou CNPJ do beneficiário (boleto.md C.2, 097)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import algarismos_do_documento, codigos, exigir, opcional
from boletos.titulo.numeros import modulo_11_doc
from boletos.titulo.titulo import Titulo


def _digito_do_documento(titulo: Titulo, _nosso: NossoNumero) -> str:
    return modulo_11_doc(algarismos_do_documento(titulo))


BANCO = Banco(
    "097-3",
    "CrediSIS",
    Leiaute(
        (
            exigir("agencia", 4, "cooperativa"),
            opcional("agencia_dv", 1, "DV da cooperativa"),
            opcional("conta", 12),
            opcional("conta_dv", 1),
            exigir("convenio", 6, "convênio", onde="no contrato de cobrança da cooperativa, como convênio"),
            exigir("carteira", 2),
        ),
        "00000 numero",
        prefixo=("097", Parte(1, "dígito do CPF/CNPJ", _digito_do_documento), "agencia convenio"),
        posicoes=6,
    ),
    carteiras=codigos("18"),
    agencia_codigo="agencia:4-dv / conta-dv",
)
