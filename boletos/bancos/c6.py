"""336 C6 e 174 Pefisa, que usa o mesmo leiaute pelo código do ACBr, sem vetor (boleto.md C.2, 336)."""

from __future__ import annotations

from functools import partial

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import codigos, exigir, opcional
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import modulo_11_p

_O_BENEFICIARIO_EMITE = "4"
_EMISSOES = (Opcao(_O_BENEFICIARIO_EMITE, "o beneficiário emite"), Opcao("3", "o banco emite"))


_ONDE = "no contrato de cobrança com {banco}: o código do beneficiário tem até 12 algarismos"
_banco = partial(
    Banco,
    leiaute=Leiaute(
        (
            exigir("convenio", 12, onde=_ONDE),
            "agencia:4? carteira:2",
            opcional("modalidade", 1, "identificador do leiaute", opcoes=_EMISSOES, padrao=_O_BENEFICIARIO_EMITE),
        ),
        "convenio numero carteira modalidade",
        posicoes=10,
        digito=modulo_11_p,
        base="carteira",
    ),
    agencia_codigo="agencia:4/convenio:12",
    carteira="carteira:2",
)

FAMILIA = (
    _banco("174-0", "Pefisa", homologado=False),
    _banco(
        "336-0",
        "C6",
        carteiras=codigos("10", "20", "21", "24", "30", "40", "43", "60"),
        local="Pagável em canais eletrônicos, agências ou correspondentes bancários de todo o Brasil",
    ),
)
