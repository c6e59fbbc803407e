"""237 Bradesco e 712 Ourinvest, que usa o leiaute dele: a conta está no título."""

from __future__ import annotations

from typing import Any

from regras.retorno.forma import PADRAO_240, Leiaute240, Leiaute400, efeitos

_EFEITOS_400 = efeitos(
    liquidado="06 17",
    liquidado_cartorio="15",
    pagamento_a_confirmar="16",
    estorno="22 40",
    baixado="09 10",
    entrada_confirmada="02",
    entrada_rejeitada="03 24",
    vencimento_alterado="14",
    protesto="19 23",
    instrucao_rejeitada="27 30 32",
    tarifa="28",
    informativa="11 12 13 18 20 21 33 34 35 55 68 69",
)
_COMUM: dict[str, Any] = {
    "nosso_numero": (71, 82),
    "sequencial": (71, 81),
    "agencia": (25, 29),
    "conta": (30, 36),
    "no_titulo": True,
    "sequencia": (109, 113),
}
LEIAUTES = (
    Leiaute240(
        banco="237", efeitos=efeitos(base=PADRAO_240, informativa="73"), nosso_numero=(38, 57), sequencial=(46, 56)
    ),
    Leiaute400(banco="237", efeitos=_EFEITOS_400, **_COMUM),
    Leiaute400(banco="712", efeitos=efeitos(base=_EFEITOS_400, informativa="00"), **_COMUM),
)
