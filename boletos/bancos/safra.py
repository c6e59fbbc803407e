"""422 Safra: cobrança registrada, e a expressa, extinta, só no boleto avulso (boleto.md C.2, 422)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir, juntar, opcional, preencher
from boletos.bancos.forma import Homologacao, Opcao
from boletos.titulo.numeros import modulo_11_safra
from boletos.titulo.titulo import Titulo

_REGISTRADA, _EXPRESSA = "2", "4"
_TIPO = opcional(
    "modalidade",
    1,
    "tipo de cobrança",
    opcoes=(Opcao(_REGISTRADA, "registrada"), Opcao(_EXPRESSA, "expressa, não registrada", legado=True)),
    padrao=_REGISTRADA,
)
_ONDE_DA_AGENCIA = "no contrato de cobrança do Safra: a agência tem 4 algarismos e o dígito"

_LEIAUTE_REGISTRADA = Leiaute(
    (
        exigir("agencia", 4, onde=_ONDE_DA_AGENCIA),
        exigir("agencia_dv", 1, onde=_ONDE_DA_AGENCIA),
        "conta:8 conta_dv:1 carteira:1",
        _TIPO,
    ),
    "7 agencia agencia_dv conta conta_dv numero dv modalidade",
    posicoes=8,
    digito=modulo_11_safra,
)
_LEIAUTE_EXPRESSA = Leiaute((exigir("convenio", 6), _TIPO), f"7 convenio numero {_EXPRESSA}", posicoes=17)
"""17 posições livres, sem dígito."""


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAAD / CCCCCCCCD`, ou o código do beneficiário na expressa."""
    agencia = preencher(titulo.agencia, 4) + titulo.agencia_dv
    return juntar(" / ", agencia, preencher(titulo.conta, 8) + titulo.conta_dv or titulo.convenio)


BANCO = Banco(
    "422-7",
    "Safra",
    lambda de: _LEIAUTE_EXPRESSA if de.modalidade == _EXPRESSA else _LEIAUTE_REGISTRADA,
    variantes=((_LEIAUTE_REGISTRADA, {}), (_LEIAUTE_EXPRESSA, {"modalidade": _EXPRESSA})),
    carteiras=(Opcao("1", "simples"), Opcao("2", "vinculada")),
    homologacao=Homologacao(pede=("o rótulo “Beneficiário final”, quando a cobrança é em nome de outro",)),
    agencia_codigo=_agencia_codigo,
)
