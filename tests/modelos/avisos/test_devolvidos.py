"""Endereços devolvidos."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modelos.avisos import devolvidos
from modelos.avisos.devolvidos import Devolvido
from tests.modelos.exemplos import EM

pytestmark = pytest.mark.usefixtures("base")


def test_marcar_guarda_em_minusculas_e_vale_o_ultimo_motivo() -> None:
    devolvidos.marcar(" Ana@Exemplo.com.br ", "5.1.1", EM)
    devolvidos.marcar("ana@exemplo.com.br", "5.1.10", EM + timedelta(days=1))
    assert devolvidos.listar() == [Devolvido("ana@exemplo.com.br", "5.1.10", EM + timedelta(days=1))]
    assert devolvidos.enderecos() == {"ana@exemplo.com.br"}


def test_limpar_diz_se_havia() -> None:
    devolvidos.marcar("ana@exemplo.com.br", "5.1.1", EM)
    assert devolvidos.limpar("ANA@exemplo.com.br")
    assert not devolvidos.limpar("ANA@exemplo.com.br")
