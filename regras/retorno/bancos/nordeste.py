"""004 Banco do Nordeste: sem data de crédito."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, Leiaute400, efeitos

LEIAUTES = (
    Leiaute400(
        banco="004",
        efeitos=efeitos(
            liquidado="06",
            liquidado_cartorio="08",
            liquidado_parcial="07",
            baixado="09 15",
            protestado="10",
            entrada_confirmada="02",
            entrada_rejeitada="51",
            vencimento_alterado="14",
            protesto="19",
            instrucao_rejeitada="52 54 56 57 58 59 60 61 62 63 64 65 68 69 70 71 72",
            informativa="04 11 12 13 18 20 21 22",
        ),
        nosso_numero=(63, 70),
        sequencial=(63, 69),
        conta=(33, 39),
        multa=NAO_TEM,
        credito=NAO_TEM,
        sequencia=(109, 113),
    ),
)
