"""336 C6: identificado pelo código do cliente."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, Leiaute400, efeitos

LEIAUTES = (
    Leiaute400(
        banco="336",
        efeitos=efeitos(
            liquidado="06",
            liquidado_cartorio="08",
            liquidado_parcial="75",
            pagamento_a_confirmar="07 65 72",
            estorno="69 74",
            baixado="09 10",
            protestado="32",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="15 16 17 90",
            tarifa="36 37 97 98 99",
            informativa="04 05 12 13 20 21 29 35 38 71 95 96",
        ),
        nosso_numero=(63, 73),
        sequencial=(63, 72),
        agencia=NAO_TEM,
        convenio=(39, 50),
        geracao=(125, 130),
    ),
)
