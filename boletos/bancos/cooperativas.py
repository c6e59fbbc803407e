"""Cooperativas que um leiaute só descreve: 085 Ailos, 097 CrediSIS, 136 Unicred, 322 Sulcredi (boleto.md C.2 e C.5)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import algarismos_do_documento, codigos, exigir, opcional
from boletos.titulo.numeros import modulo_10, modulo_11_doc, modulo_11_zero
from boletos.titulo.titulo import Titulo

AILOS = Banco(
    "085-0",
    "Ailos",
    Leiaute(
        (
            exigir("convenio", 6, "convênio", onde="no contrato de cobrança da cooperativa, como convênio do Ailos"),
            opcional("agencia", 4, "cooperativa"),
            opcional("agencia_dv", 1, "DV da cooperativa"),
            "conta:7 conta_dv:1 carteira:2",
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


def _digito_do_documento(titulo: Titulo, _nosso: NossoNumero) -> str:
    return modulo_11_doc(algarismos_do_documento(titulo))


def _documento_do_digito(lido: str) -> dict[str, str]:
    """Um que tenha este dígito: o de verdade o código não diz."""
    candidatos = (f"{numero:014d}" for numero in range(100))
    return {"documento_beneficiario": next((texto for texto in candidatos if modulo_11_doc(texto) == lido), "")}


CREDISIS = Banco(
    "097-3",
    "CrediSIS",
    Leiaute(
        (
            exigir("agencia", 4, "cooperativa"),
            opcional("agencia_dv", 1, "DV da cooperativa"),
            "conta:12? conta_dv:1?",
            exigir("convenio", 6, "convênio", onde="no contrato de cobrança da cooperativa, como convênio"),
            "carteira:2",
        ),
        "00000 numero",
        prefixo=(
            "097",
            Parte(1, "dígito do CPF/CNPJ", _digito_do_documento, volta=_documento_do_digito),
            "agencia convenio",
        ),
        posicoes=6,
    ),
    carteiras=codigos("18"),
    agencia_codigo="agencia:4-dv / conta-dv",
)
"""O nosso número leva um dígito do CPF ou CNPJ do beneficiário."""

UNICRED = Banco(
    "136-8",
    "Unicred",
    Leiaute(
        (exigir("agencia", 4, "cooperativa"), "conta:9 conta_dv:1 carteira:2"),
        "agencia conta+dv numero dv",
        posicoes=10,
        digito=modulo_11_zero,
    ),
    carteiras=codigos("21"),
    agencia_codigo="agencia:4 / conta:9-dv",
    local="PAGÁVEL EM QUALQUER AGÊNCIA BANCÁRIA/CORRESPONDENTE BANCÁRIO",
)

SULCREDI = Banco(
    "322-0",
    "Sulcredi",
    Leiaute(
        (exigir("convenio", 7, "convênio"), opcional("agencia", 4, "cooperativa"), "carteira:0?"),
        "01000 numero dv",
        prefixo="convenio 9",
        posicoes=11,
        digito=modulo_10,
    ),
    agencia_codigo="agencia:4/convenio:7",
    homologado=False,
)
"""Só pelo código do ACBr, sem vetor."""

TODOS = (AILOS, CREDISIS, UNICRED, SULCREDI)
