"""077 Inter: o 07 é cancelamento, e não pagamento parcial."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, Leiaute400, efeitos

LEIAUTES = (
    Leiaute400(
        banco="077",
        efeitos=efeitos(
            liquidado="06",
            baixado="07",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14 16",
            informativa="15",
        ),
        nosso_numero=(71, 81),
        sequencial=(71, 80),
        agencia=(24, 27),
        conta=(28, 36),
        no_titulo=True,
        ocorrencia=(90, 91),
        data=(92, 97),
        seu_numero=(98, 107),
        vencimento=(119, 124),
        valor=(125, 137),
        recebido=(160, 172),
        credito=(173, 178),
        tarifa=NAO_TEM,
        abatimento=NAO_TEM,
        desconto=NAO_TEM,
        juros=NAO_TEM,
        multa=NAO_TEM,
        menor=178,
    ),
)
