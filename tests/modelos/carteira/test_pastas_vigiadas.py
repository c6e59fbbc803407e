"""As pastas vigiadas: uma por caminho, e no que deu a última leitura."""

from __future__ import annotations

from dataclasses import replace

from modelos.base.abertura import Base
from modelos.carteira import pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from tests.modelos.exemplos import EM


def test_uma_por_caminho_e_o_que_deu_fica(base: Base) -> None:
    uma = PastaVigiada("/erp", maquina="caixa")
    pastas_vigiadas.gravar(uma)
    pastas_vigiadas.gravar(replace(uma, conta_cobranca="1"))
    lida = replace(uma, conta_cobranca="1", lida_em=EM, alcancada=False, recusados=2, esperando=1)
    pastas_vigiadas.anotar(lida)
    assert pastas_vigiadas.listar() == [lida]
    assert not lida.em_dia()
    assert pastas_vigiadas.tirar("/erp")
    pastas_vigiadas.anotar(lida)
    assert (pastas_vigiadas.listar(), pastas_vigiadas.tirar("/erp")) == ([], False)
