"""748 Sicredi: ano, byte e sequencial; no 400 as datas do cabeçalho e do crédito são `AAAAMMDD`."""

from __future__ import annotations

from regras.retorno.forma import NAO_TEM, PADRAO_240, Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(
        banco="748",
        efeitos=efeitos(base=PADRAO_240, instrucao_rejeitada="36"),
        nosso_numero=(38, 57),
        sequencial=(38, 45),
        pontas=(6, 5),
    ),
    Leiaute400(
        banco="748",
        efeitos=efeitos(
            liquidado="06 17",
            liquidado_cartorio="15",
            baixado="09 10",
            entrada_confirmada="02",
            entrada_rejeitada="03 24",
            vencimento_alterado="14",
            protesto="19 23",
            instrucao_rejeitada="27 30 32",
            tarifa="28",
            informativa="07 12 13 20 29 33 34 35 78 79 80 81 82 83 84 85",
        ),
        nosso_numero=(48, 62),
        sequencial=(48, 55),
        pontas=(6, 5),
        agencia=NAO_TEM,
        convenio=(27, 31),
        geracao=(95, 102),
        credito=(329, 336),
        sequencia=(111, 117),
        ano_na_frente=True,
    ),
)
