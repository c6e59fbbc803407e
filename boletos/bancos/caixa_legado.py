"""104 Caixa, sistemas extintos: calculados só no boleto avulso, com aviso (boleto.md C.2, 104).

O exemplo do manual do SINCO não fecha com a divisão usada aqui, que é a dos testes das bibliotecas (parte D).
"""

from __future__ import annotations

from boletos.bancos.campos import completar
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo

SICOB10, SICOB14, SINCO = "SICOB10", "SICOB14", "SINCO"
SISTEMAS = {SICOB10: 10, SICOB14: 14, SINCO: 17}
"""Sistema extinto → tamanho do nosso número."""
TAMANHO_DO_CODIGO = {SICOB10: 11, SICOB14: 5, SINCO: 6}
"""Sistema extinto → tamanho do código do beneficiário, com a operação no SICOB de 10."""


def numero(sistema: str, titulo: Titulo) -> str:
    """O nosso número no tamanho do sistema."""
    return sequencial(titulo.nosso_numero, SISTEMAS[sistema], modulo_11_zero)


def campo_livre(sistema: str, titulo: Titulo) -> str:
    """As 25 posições de cada sistema extinto."""
    nosso = numero(sistema, titulo)
    codigo = completar(titulo.convenio, TAMANHO_DO_CODIGO[sistema], "código do beneficiário")
    if sistema == SINCO:
        return f"1{codigo}9{nosso}"
    agencia = completar(titulo.agencia, 4, "agência")
    return f"{nosso}{agencia}{codigo}" if sistema == SICOB10 else f"{codigo}{agencia}87{nosso}"
