"""745 Citibank, pessoa jurídica (boleto.md C.2, 745)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import completar, exigir, opcional
from boletos.titulo.numeros import modulo_11_zero
from boletos.titulo.titulo import Titulo


def _conta_cosmos(titulo: Titulo, _nosso: NossoNumero) -> str:
    """Sem a primeira posição."""
    return completar(titulo.convenio, 10, "conta Cosmos")[1:]


BANCO = Banco(
    "745-5",
    "Citibank",
    Leiaute(
        (
            exigir(
                "convenio",
                10,
                "conta Cosmos",
                onde="no contrato de cobrança do Citibank: a conta Cosmos tem 10 algarismos, na forma 0.BBBBBB.SS.D",
            ),
            exigir(
                "modalidade",
                3,
                "portfólio",
                onde="no contrato de cobrança do Citibank: são os 3 últimos algarismos do código da empresa",
            ),
            opcional("agencia", 4),
            opcional("carteira", 0),
        ),
        ("3 modalidade", Parte(9, "conta Cosmos", _conta_cosmos), "numero dv"),
        posicoes=11,
        digito=modulo_11_zero,
        mascara="{numero}.{dv}",
    ),
    agencia_codigo="agencia:4 / convenio:10",
)
