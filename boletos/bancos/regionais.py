"""Bancos regionais que um leiaute só descreve: 003 Amazônia, 004 Nordeste, 021 Banestes, 047 Banese (boleto.md C.2)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, Parte, ao_campo
from boletos.bancos.campos import codigos, completar, exigir
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import duplo_digito, modulo_11_de_2_a_10, modulo_11_zero

AMAZONIA = Banco(
    "003-5",
    "Banco da Amazônia",
    Leiaute(
        (
            "agencia:3 agencia_dv:1",
            exigir(
                "convenio", 4, "convênio", onde="no contrato de cobrança do Banco da Amazônia, como código do convênio"
            ),
            "carteira:0?",
        ),
        "agencia agencia_dv convenio numero 8",
        posicoes=16,
    ),
    carteiras=(Opcao("CNR", "com o nosso número do cliente"),),
    agencia_codigo="agencia:3-dv/convenio:4",
    carteira=lambda titulo: titulo.carteira or "CNR",
)

NORDESTE = Banco(
    "004-3",
    "Banco do Nordeste",
    Leiaute(
        (
            "agencia:4 conta:7 conta_dv:1",
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

_TIPOS_DO_BANESTES = (
    *(Opcao(tipo, "com registro") for tipo in "4567"),
    Opcao("3", "caucionada"),
    Opcao("2", "sem registro", "o 2, sem registro, é extinto"),
)


def _dois_digitos(oito: str) -> str:
    """M11-zero das 8, e o mesmo das 9 com pesos de 2 a 10."""
    nove = oito + modulo_11_zero(oito)
    return nove[-1] + modulo_11_de_2_a_10(nove)


BANESTES = Banco(
    "021-3",
    "Banestes",
    Leiaute(
        (
            "agencia:4? conta:10 conta_dv:1 carteira:2",
            exigir(
                "modalidade",
                1,
                "tipo de cobrança",
                opcoes=_TIPOS_DO_BANESTES,
                onde="no contrato de cobrança do Banestes",
            ),
        ),
        "numero conta+dv modalidade 021",
        posicoes=8,
        digito=_dois_digitos,
        digitos=2,
        fecho=duplo_digito,
    ),
    carteiras=codigos("11"),
    agencia_codigo="agencia:4 / conta-dv",
)
"""Chave ASBACE, com dois DVs no nosso número e dois na chave."""

BANESE = Banco(
    "047-7",
    "Banese",
    Leiaute(
        "agencia:3 conta:8 conta_dv:1 carteira:0?",
        (
            Parte(
                2,
                "fim da agência",
                lambda titulo, _: completar(titulo.agencia, 3, "agência")[-2:],
                volta=ao_campo("agencia"),
            ),
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
"""Chave ASBACE, só pelo código de bibliotecas, sem vetor (boleto.md C.5)."""

TODOS = (AMAZONIA, NORDESTE, BANESTES, BANESE)
