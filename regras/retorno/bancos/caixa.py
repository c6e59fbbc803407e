"""104 Caixa: no 400 o 02 é baixa, e liquidação são o 21 e o 22."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, PADRAO_240, Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="104",
        efeitos=efeitos(
            base=PADRAO_240, liquidado="46", estorno="47", instrucao_rejeitada="39 40 41", informativa="01 45 61 62"
        ),
        nosso_numero=(40, 56),
        sequencial=(42, 56),
        seu_numero=(59, 69),
        conta=NAO_TEM,
        convenio=(60, 65),
    ),
    Leiaute400(
        banco="104",
        efeitos=efeitos(
            liquidado="21",
            liquidado_cartorio="22",
            estorno="33",
            baixado="02 23 24",
            protestado="25",
            entrada_confirmada="01",
            entrada_rejeitada="99",
            vencimento_alterado="05",
            protesto="26",
            tarifa="31 32",
            informativa="03 04 06 07 08 09 10 11 12 20 27 28 29 30 34 35 51 52 53",
        ),
        nosso_numero=(57, 73),
        sequencial=(59, 73),
        credito=(294, 299),
        convenio=(31, 36),
        convenio_longo=((159, 161), b"007"),
        sequencia=(390, 394),
    ),
)
