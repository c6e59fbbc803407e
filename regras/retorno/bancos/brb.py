"""070 BRB: nenhuma fonte traz as ocorrências; tudo é desconhecido, e nada baixa."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, Leiaute400

LEIAUTES = (
    Leiaute400(
        banco="070",
        efeitos={},
        nosso_numero=(71, 82),
        sequencial=(72, 77),
        agencia=NAO_TEM,
        conta=(21, 37),
        no_titulo=True,
        geracao=(95, 102),
        data=(111, 118),
        seu_numero=(93, 105),
        vencimento=(149, 156),
        valor=(157, 169),
        tarifa=(180, 192),
        abatimento=(232, 244),
        desconto=(245, 257),
        recebido=(258, 270),
        juros=(284, 296),
        multa=NAO_TEM,
        credito=(300, 307),
    ),
)
