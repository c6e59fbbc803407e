"""O ambiente dos casos de uso acha o diário da base que está aberta."""

from __future__ import annotations

from envio.ambiente import Ambiente
from modelos.acesso import locais


def test_o_diario_e_o_da_base_e_mora_fora_dela(ambiente: Ambiente) -> None:
    caminho = ambiente.diario().caminho
    assert caminho == locais.diario_de_envios(ambiente.base.uuid)
    assert ambiente.base.uuid in caminho.name
    assert ambiente.base.caminho.parent not in caminho.parents
