"""Os ajustes da base."""

from __future__ import annotations

import pytest

from modelos.base import ajustes
from regras.ajustes import Ajustes
from regras.erros import DadoInvalido

pytestmark = pytest.mark.usefixtures("base")


def test_valem_os_de_inicio_e_depois_os_ultimos_gravados() -> None:
    assert ajustes.obter() == Ajustes("", 60)
    ajustes.gravar(Ajustes("eu@empresa.com.br", 12))
    ajustes.gravar(Ajustes("eu@empresa.com.br", 0))
    assert ajustes.obter() == Ajustes("eu@empresa.com.br", 0)


def test_o_que_nao_serve_e_recusado_e_o_gravado_fica() -> None:
    with pytest.raises(DadoInvalido, match="endereço de teste"):
        ajustes.gravar(Ajustes("não é e-mail"))
    assert ajustes.obter() == Ajustes()
