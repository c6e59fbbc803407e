"""655 Votorantim, o BV (boleto.md C.2, 655)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import codigos, exigir, opcional
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import modulo_11_safra

_COM_DV = "COM_DV"
_VARIANTES = (Opcao(_COM_DV, "imprime o dígito do nosso número", "o dígito impresso não tem boleto conferido"),)


def _leiaute(mascara: str) -> Leiaute:
    """O dígito não entra no campo livre e não tem vetor; só a variante o imprime."""
    campos = (
        exigir("convenio", 10, "convênio"),
        opcional("agencia", 4),
        exigir("carteira", 3),
        opcional("modalidade", 0, "variante", opcoes=_VARIANTES),
    )
    return Leiaute(campos, "convenio carteira numero 00", posicoes=10, digito=modulo_11_safra, mascara=mascara)


_SEM_DIGITO, _COM_DIGITO = _leiaute("{numero}"), _leiaute("{numero}-{dv}")

BANCO = Banco(
    "655-6",
    "Votorantim",
    lambda de: _COM_DIGITO if de.modalidade.upper() == _COM_DV else _SEM_DIGITO,
    carteiras=codigos("500"),
    agencia_codigo="agencia:4/convenio:10",
)
