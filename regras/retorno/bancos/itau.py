"""341 Itaú: no 400 o recebido é líquido de tarifa."""

from __future__ import annotations

from regras.retorno.forma import Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="341",
        efeitos=efeitos(
            liquidado="06",
            liquidado_cartorio="08",
            pagamento_a_confirmar="10",
            baixado="05 09 47",
            protestado="32",
            entrada_confirmada="02",
            entrada_rejeitada="03 60",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="15 16 17 18 24 74",
            tarifa="26 27 28 29 30 33 34 35 36 37 38 39 40 41 42 43 44 45 46 48 "
            "51 52 53 54 55 56 61 62 85 86 87 88 89 90",
            informativa="04 11 12 13 20 21 25 57 63 75 77 78 79 80 82 83",
        ),
        nosso_numero=(41, 49),
        sequencial=(41, 48),
        seu_numero=(59, 68),
        agencia=(55, 58),
        conta=(67, 71),
    ),
    Leiaute400(
        banco="341",
        efeitos=efeitos(
            liquidado="06",
            liquidado_cartorio="08",
            liquidado_parcial="07",
            pagamento_a_confirmar="10 59 65 72 76",
            estorno="69",
            baixado="05 09 47",
            protestado="32",
            entrada_confirmada="02 64 71 73",
            entrada_rejeitada="03 60",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="15 16 17 18 24 74",
            tarifa="26 27 28 29 30 33 34 35 36 37 38 39 40 41 42 43 44 45 46 48 "
            "51 52 53 54 55 56 61 62 85 86 87 88 89 90 91 92 93",
            informativa="04 11 12 13 20 21 25 57 63 75 77 78 79 80 82 83",
        ),
        nosso_numero=(86, 94),
        sequencial=(86, 93),
        conta=(33, 37),
        sequencia=(109, 113),
        liquido_de_tarifa=True,
    ),
)
