"""237 Bradesco e os bancos que usam o leiaute dele com o próprio código (boleto.md C.2, 237)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from boletos.bancos.banco import Banco, Escrita, Leiaute, NossoNumero, Parte, ao_campo
from boletos.bancos.campos import Campos, codigos, completar, conferir_dv, opcional
from boletos.bancos.forma import Grau, Opcao, Problema
from boletos.titulo.numeros import modulo_11_p
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_ALGARISMOS_DA_CONTA = 7
_CAMPOS = "agencia:4 agencia_dv:1P? conta:7 conta_dv:1P? carteira:2"
"""Sem os DVs, que não entram no código e têm campo próprio."""


def _leiaute(
    campos: Campos = _CAMPOS,
    livre: Escrita = "agencia carteira numero conta 0",
    mascara: str = "{antes}/{numero}-{dv}",
) -> Leiaute:
    return Leiaute(campos, livre, posicoes=11, digito=modulo_11_p, base="carteira", aceita="carteira", mascara=mascara)


_banco = partial(Banco, leiaute=_leiaute(), agencia_codigo="agencia:4-dv/conta:7-dv", carteira="carteira:2", cip="000")


def _digitos_do_bradesco(conta: ContaCobranca) -> Iterator[Problema]:
    """M11-P de agência e de conta, que só se imprimem: dizem que o número foi digitado certo.

    A conta de sete algarismos sem DV à parte pode trazê-lo na ponta, e aí o código sai de outra conta. O dígito 10, que
    aqui é P, também se escreve 0. Só o próprio Bradesco tem regra pública.
    """
    if not conta.conta_dv and len(conta.conta.lstrip("0")) == _ALGARISMOS_DA_CONTA:
        motivo = "falta, e só ele prova que a conta está certa: o último algarismo dela pode ser o DV"
        yield Problema("conta_dv", "DV da conta", motivo, grau=Grau.HOMOLOGAR)
    for campo in ("agencia", "conta"):
        informado = getattr(conta, f"{campo}_dv")
        if informado != "0" or modulo_11_p(getattr(conta, campo)) != "P":
            yield from conferir_dv(conta, campo, modulo_11_p, grau=Grau.RESSALVA)


def _codigo_no_cresol(titulo: Titulo, _nosso: NossoNumero) -> str:
    return completar(titulo.convenio or titulo.conta, 7, "código do beneficiário")


_ONDE_NO_CRESOL = (
    "no contrato de cobrança da Cresol: é o código do beneficiário no sistema, se não for o número da conta"
)
_CRESOL = _leiaute(
    (_CAMPOS, opcional("convenio", 7, onde=_ONDE_NO_CRESOL)),
    (
        "agencia carteira numero",
        Parte(7, "código do beneficiário", _codigo_no_cresol, volta=ao_campo("convenio")),
        "0",
    ),
)
"""Na posição da conta vai o código do beneficiário no sistema Cresol, que pode não ser a conta impressa."""

FAMILIA = (
    _banco(
        "237-2",
        "Bradesco",
        carteiras=(
            Opcao("09", "com registro, o cliente emite"),
            *codigos("02", "04", "06", "16", "19"),
            Opcao("21", "interna, com registro"),
            Opcao("22", "interna, sem registro"),
            *codigos("25", "26"),
        ),
        local="Pagável preferencialmente na Rede Bradesco ou Bradesco Expresso",
        validar=_digitos_do_bradesco,
    ),
    _banco("084-1", "Uniprime", carteiras=codigos("09")),
    _banco("133-3", "Cresol", carteiras=codigos("09", "19"), leiaute=_CRESOL),
    _banco(
        "208-1",
        "BTG Pactual",
        carteiras=codigos("01", "02", "03", "04", "05", "06"),
        leiaute=_leiaute(mascara="{numero}-{dv}"),
        local="Pagável em canais eletrônicos, agências ou correspondentes bancários de todo o Brasil",
    ),
    _banco("274-7", "Money Plus", homologado=False),
    _banco("329-8", "QI SCD", local="Pagável preferencialmente na QI SCD", homologado=False),
    _banco("435-9", "Delbank", homologado=False),
    _banco("457-X", "UY3", homologado=False),
    _banco("712-9", "Ourinvest", homologado=False),
)
"""Os bancos da família; os não homologados vêm só do código de bibliotecas. O BTG imprime 1, que não é o do cálculo."""
