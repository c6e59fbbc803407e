"""136 Unicred: tabela própria no 400."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, PADRAO_240, Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="136", efeitos=PADRAO_240, nosso_numero=(38, 57), reduzir=lambda numero, _conta: numero[:-1], posicoes=10
    ),
    Leiaute400(
        banco="136",
        efeitos=efeitos(
            liquidado="06 09",
            liquidado_cartorio="01",
            pagamento_a_confirmar="07",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            protesto="10 11",
            informativa="04 08 12 13 14",
        ),
        nosso_numero=(46, 62),
        sequencial=(46, 61),
        agencia=(18, 21),
        conta=(23, 30),
        no_titulo=True,
        seu_numero=(280, 305),
        tarifa=(182, 188),
        multa=NAO_TEM,
        credito=(176, 181),
        sequencia=(101, 107),
    ),
)
