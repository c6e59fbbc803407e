"""033 Santander: posições próprias no 240, e o fim do lote sem o cabeçalho e ele mesmo."""

from __future__ import annotations

from regras.retorno.forma import Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="033",
        efeitos=efeitos(
            liquidado="06 17",
            baixado="09",
            protestado="25",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="26 30 32",
            tarifa="28",
            informativa="04 05 11 12 13 20 24 27 29 51 52 53 A4",
        ),
        nosso_numero=(41, 53),
        sequencial=(41, 52),
        seu_numero=(55, 69),
        vencimento=(70, 77),
        valor=(78, 92),
        tarifa=(194, 208),
        agencia=(54, 57),
        conta=(59, 67),
        convenio=(34, 42),
        fora_da_conta_do_lote=2,
    ),
    Leiaute400(
        banco="033",
        efeitos=efeitos(
            liquidado="06 08",
            liquidado_cartorio="17",
            liquidado_parcial="07",
            pagamento_a_confirmar="16 93",
            estorno="94",
            baixado="09 10",
            protestado="25",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="15 21",
            instrucao_rejeitada="01 39",
            tarifa="24",
            informativa="04 05 11 12 13 22 26 27 35 36 37 38 61 62 63",
        ),
        nosso_numero=(63, 70),
        sequencial=(63, 69),
        conta=(39, 46),
        sequencia=(392, 394),
    ),
)
