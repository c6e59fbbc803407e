"""336 C6 e 174 Pefisa, que usa o mesmo leiaute pelo código do ACBr, sem vetor (boleto.md C.2, 336)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte, ao_campo
from boletos.bancos.campos import codigos, completar, exigir, opcional, resumir
from boletos.bancos.forma import Opcao, Problema
from boletos.titulo.numeros import modulo_11_p
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_O_BENEFICIARIO_EMITE, _O_BANCO_EMITE = "4", "3"
_EMISSOES = (Opcao(_O_BENEFICIARIO_EMITE, "o beneficiário emite"), Opcao(_O_BANCO_EMITE, "o banco emite"))
_DA_CARTEIRA = {"10": _O_BANCO_EMITE, "20": _O_BENEFICIARIO_EMITE}
"""Nestas carteiras do C6 a carteira já diz quem emite (manual 2.7)."""


def _emissao(titulo: Titulo, _nosso: NossoNumero) -> str:
    """A da conta, senão a da carteira, senão o beneficiário emite."""
    texto = titulo.modalidade or _DA_CARTEIRA.get(titulo.carteira.lstrip("0"), _O_BENEFICIARIO_EMITE)
    return completar(texto, 1, "identificador do leiaute")


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """A emissão que a carteira já diz não se contradiz."""
    certa = _DA_CARTEIRA.get(conta.carteira.lstrip("0"))
    if certa and conta.modalidade and conta.modalidade != certa:
        motivo = f"na carteira {conta.carteira} é {certa}, e veio {resumir(conta.modalidade)}"
        yield Problema("modalidade", "identificador do leiaute", motivo)


_ONDE = "no contrato de cobrança com {banco}: o código do beneficiário tem até 12 algarismos"
_banco = partial(
    Banco,
    leiaute=Leiaute(
        (
            exigir("convenio", 12, onde=_ONDE),
            "agencia:4? carteira:2",
            opcional("modalidade", 1, "identificador do leiaute", opcoes=_EMISSOES),
        ),
        ("convenio numero carteira", Parte(1, "identificador do leiaute", _emissao, volta=ao_campo("modalidade"))),
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
        validar=_validar,
    ),
)
