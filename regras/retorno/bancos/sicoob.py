"""756 Sicoob: a parcela e a modalidade vêm depois do nosso número."""

from __future__ import annotations

from regras.retorno.forma import PADRAO_240, Leiaute240, Leiaute400, efeitos

LEIAUTES = (
    Leiaute240(banco="756", efeitos=PADRAO_240, nosso_numero=(38, 47), sequencial=(38, 46)),
    Leiaute400(
        banco="756",
        efeitos=efeitos(
            liquidado="05 06",
            liquidado_cartorio="15",
            baixado="09 10",
            entrada_confirmada="02",
            entrada_rejeitada="03",
            vencimento_alterado="14",
            protesto="23",
            instrucao_rejeitada="24 30 32",
            informativa="11 27 48",
        ),
        nosso_numero=(63, 74),
        sequencial=(63, 73),
        conta=(32, 39),
        tarifa=(182, 188),
        credito=(176, 181),
        sequencia=(101, 107),
    ),
)
