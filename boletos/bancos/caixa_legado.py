"""104 Caixa, sistemas extintos: calculados só no boleto avulso, com aviso (boleto.md C.2, 104).

O exemplo do manual do SINCO não fecha com a divisão usada aqui, que é a dos testes das bibliotecas (parte D).
"""

from __future__ import annotations

from boletos.bancos.campos import completar
from boletos.bancos.nosso_numero import sequencial
from boletos.numeros import modulo_11_zero
from boletos.titulo import Titulo

SICOB10, SICOB14, SINCO = "SICOB10", "SICOB14", "SINCO"
SISTEMAS = {SICOB10: 10, SICOB14: 14, SINCO: 17}
"""Sistema extinto → tamanho do nosso número."""


def numero(sistema: str, titulo: Titulo) -> str:
    """O nosso número no tamanho do sistema."""
    return sequencial(titulo.nosso_numero, SISTEMAS[sistema], modulo_11_zero)


def campo_livre(sistema: str, titulo: Titulo) -> str:
    """As 25 posições de cada sistema extinto."""
    nosso = numero(sistema, titulo)
    if sistema == SINCO:
        return f"1{completar(titulo.convenio, 6, 'código do beneficiário')}9{nosso}"
    agencia = completar(titulo.agencia, 4, "agência")
    if sistema == SICOB10:
        return f"{nosso}{agencia}{completar(titulo.convenio, 11, 'operação e código do beneficiário')}"
    return f"{completar(titulo.convenio, 5, 'código do beneficiário')}{agencia}87{nosso}"
