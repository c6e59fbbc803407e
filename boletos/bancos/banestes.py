"""021 Banestes: chave ASBACE, com dois DVs no nosso número e dois na chave (boleto.md C.2, 021)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import codigos, exigir, opcional
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import duplo_digito, modulo_11_de_2_a_10, modulo_11_zero

_TIPOS = (
    *(Opcao(tipo, "com registro") for tipo in "4567"),
    Opcao("3", "caucionada"),
    Opcao("2", "sem registro", "o 2, sem registro, é extinto"),
)


def _dois_digitos(oito: str) -> str:
    """M11-zero das 8, e o mesmo das 9 com pesos de 2 a 10."""
    nove = oito + modulo_11_zero(oito)
    return nove[-1] + modulo_11_de_2_a_10(nove)


BANCO = Banco(
    "021-3",
    "Banestes",
    Leiaute(
        (
            opcional("agencia", 4),
            exigir("conta", 10),
            exigir("conta_dv", 1),
            exigir("carteira", 2),
            exigir("modalidade", 1, "tipo de cobrança", opcoes=_TIPOS, onde="no contrato de cobrança do Banestes"),
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
