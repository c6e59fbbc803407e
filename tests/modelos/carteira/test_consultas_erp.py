"""As consultas guardadas: uma por nome."""

from __future__ import annotations

from dataclasses import replace

from modelos.base.abertura import Base
from modelos.carteira import consultas_erp
from modelos.carteira.consultas_erp import ConsultaErp


def test_uma_por_nome(base: Base) -> None:
    uma = ConsultaErp("b", "mysql", "erp", "SELECT 1", "debitos", "10.0.0.5")
    consultas_erp.gravar(uma)
    consultas_erp.gravar(replace(uma, porta=3307))
    consultas_erp.gravar(replace(uma, nome="a"))
    assert consultas_erp.listar() == [replace(uma, nome="a"), replace(uma, porta=3307)]
    consultas_erp.excluir("a")
    assert (consultas_erp.obter("a"), consultas_erp.obter("b")) == (None, replace(uma, porta=3307))
