"""001 Banco do Brasil: o convênio de 7 posições usa o registro 7; os de 4 e 6, o registro 1."""

from __future__ import annotations

from typing import Any

from regras.retorno.forma import PADRAO_240, Leiaute240, Leiaute400, efeitos
from regras.retorno.titulo import ContaLida


def _reduzir_240(numero: str, _conta: ContaLida) -> str:
    return numero[-10:] if len(numero) == 17 else numero


def _reduzir_400(numero: str, conta: ContaLida) -> str:
    """Sem o DV, são o convênio e o sequencial: 6 + 5, ou 4 + 7."""
    return numero[4:11] if 0 < len(conta.convenio) <= 4 else numero[6:11]


_EFEITOS_400 = efeitos(
    liquidado="05 06 08",
    liquidado_cartorio="15",
    liquidado_parcial="07",
    pagamento_a_confirmar="46",
    estorno="44",
    baixado="09 10",
    entrada_confirmada="02",
    entrada_rejeitada="03",
    vencimento_alterado="14",
    protesto="19 23",
    tarifa="28 96 97 98",
    informativa="11 12 13 16 20 21 22 24 25 26 31 32 33 34 35 36 37 38 39 41 42 72 73",
)
_COMUM: dict[str, Any] = {
    "banco": "001",
    "efeitos": _EFEITOS_400,
    "tarifa": (182, 188),
    "credito": (176, 181),
    "conta": (32, 39),
    "sequencia": (101, 107),
}
LEIAUTES = (
    Leiaute240(
        banco="001",
        efeitos=PADRAO_240,
        nosso_numero=(38, 57),
        reduzir=_reduzir_240,
        posicoes=10,
        convenio=(34, 42),
        convenio_no_numero=True,
    ),
    Leiaute400(**_COMUM, tipo=b"7", nosso_numero=(64, 80), sequencial=(71, 80), convenio=(150, 156)),
    Leiaute400(**_COMUM, tipo=b"1", nosso_numero=(63, 74), reduzir=_reduzir_400, posicoes=5, convenio=(41, 46)),
)
