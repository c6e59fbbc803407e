"""218 BS2: só pelo código do ACBr, sem vetor (boleto.md C.5, 218)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Digito, Leiaute
from boletos.bancos.campos import codigos, exigir, opcional
from boletos.bancos.forma import Opcao
from boletos.titulo.numeros import modulo_11_barra, modulo_11_zero

_LEIAUTE_6 = "6"
_LEIAUTES = (Opcao(_LEIAUTE_6, "leiaute de arquivo 6 em diante"), Opcao("5", "leiaute de arquivo até o 5"))


def _leiaute(digito: Digito) -> Leiaute:
    onde = "no manual de arquivos que o BS2 entregou: é a versão do leiaute"
    campos = (
        opcional("agencia", 4),
        exigir("convenio", 10),
        exigir("carteira", 2),
        exigir("modalidade", 1, "leiaute de arquivo", opcoes=_LEIAUTES, onde=onde),
    )
    return Leiaute(campos, "001 convenio numero dv 8", posicoes=10, digito=digito)


_ATE_O_5, _DO_6 = _leiaute(modulo_11_barra), _leiaute(modulo_11_zero)
"""Restos 0 e 1 dão 1, ou 0 do leiaute de arquivo 6 em diante."""

BANCO = Banco(
    "218-6",
    "BS2",
    lambda de: _DO_6 if de.modalidade == _LEIAUTE_6 else _ATE_O_5,
    carteiras=codigos("21"),
    agencia_codigo="agencia:4/convenio",
    homologado=False,
)
