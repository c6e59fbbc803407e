"""224 Fibra, 643 Pine e 435 Delcred: a mesma plataforma."""

from __future__ import annotations

from typing import Any

from regras.retorno.forma import NAO_TEM, Leiaute400, efeitos

_COMUM: dict[str, Any] = {
    "efeitos": efeitos(
        liquidado="06",
        liquidado_cartorio="08",
        pagamento_a_confirmar="10",
        baixado="09",
        protestado="43",
        entrada_confirmada="01 02",
        entrada_rejeitada="03",
        vencimento_alterado="14",
        protesto="19 23",
        instrucao_rejeitada="15 16",
        tarifa="28 40 96 97 98 99",
        informativa="05 12 13 20 22 24",
    ),
    "sequencial": (63, 72),
    "nosso_numero": (63, 73),
    "credito": (386, 391),
    "sequencia": (109, 113),
    "agencia": NAO_TEM,
}
LEIAUTES = (
    Leiaute400(banco="224", **_COMUM, convenio=(41, 46)),
    Leiaute400(banco="643", **_COMUM, convenio=(41, 46)),
    Leiaute400(banco="435", **_COMUM, convenio=(27, 31)),
)
