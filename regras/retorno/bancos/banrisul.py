"""041 Banrisul: dois dígitos no fim do nosso número."""

from __future__ import annotations

from regras.retorno.forma import Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="041",
        efeitos=efeitos(
            liquidado="06 17",
            pagamento_a_confirmar="AA AB",
            baixado="09",
            protestado="25",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="15 19 23",
            instrucao_rejeitada="26 30",
            tarifa="28",
            informativa="04 05 11 12 13 20 24 27 AC",
        ),
        nosso_numero=(38, 57),
        reduzir=lambda numero, _conta: numero[:-2],
        posicoes=8,
    ),
    Leiaute400(
        banco="041",
        efeitos=efeitos(
            liquidado="06 08",
            liquidado_cartorio="15",
            liquidado_parcial="07",
            pagamento_a_confirmar="04 25 30 31",
            baixado="09 10",
            protestado="40",
            entrada_confirmada="02 47",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="26",
            tarifa="41 44 46",
            informativa="11 12 13 16 18 20 21 22 32 33 34 42 43 45 68 69",
        ),
        nosso_numero=(63, 72),
        sequencial=(63, 70),
        agencia=(18, 21),
        conta=(22, 30),
        no_titulo=True,
    ),
)
