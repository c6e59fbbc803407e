"""O que se aceita nos ajustes."""

from __future__ import annotations

import pytest

from regras.ajustes import Ajustes, validar
from regras.erros import DadoInvalido


@pytest.mark.parametrize("ajustes", [Ajustes(), Ajustes("a@b.com.br", 0), Ajustes(guardar_meses=600)])
def test_aceita(ajustes: Ajustes) -> None:
    validar(ajustes)
    assert ajustes.em_teste() == bool(ajustes.teste_para)


@pytest.mark.parametrize(
    "ajustes", [Ajustes("a@"), Ajustes("a@b.com, c@d.com"), Ajustes(guardar_meses=-1), Ajustes(guardar_meses=601)]
)
def test_recusa(ajustes: Ajustes) -> None:
    with pytest.raises(DadoInvalido):
        validar(ajustes)
