"""O tom do aviso, pela maior idade dos vencidos."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.aviso import DebitoAvisado
from regras.debito import Classe
from regras.mensagem.tom import Tom, do_aviso, maior_atraso
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO, exemplo

_MODELO = exemplo(EMPRESA_DE_EXEMPLO, date(2026, 11, 24)).debitos[0]


def _debito(dias: int, classe: Classe = Classe.VENCIDO) -> DebitoAvisado:
    return replace(_MODELO, dias=dias, classe=classe)


@pytest.mark.parametrize(
    ("debitos", "tom", "atraso"),
    [
        ((), Tom.A_VENCER, 0),
        ((_debito(-3, Classe.A_VENCER),), Tom.A_VENCER, 0),
        ((_debito(2, Classe.A_VENCER),), Tom.A_VENCER, 0),
        ((_debito(1),), Tom.ATE_30, 1),
        ((_debito(30), _debito(3)), Tom.ATE_30, 30),
        ((_debito(31),), Tom.ACIMA_DE_30, 31),
        ((_debito(-3, Classe.A_VENCER), _debito(2), _debito(90)), Tom.ACIMA_DE_30, 90),
    ],
)
def test_o_tom_e_o_do_vencido_mais_antigo(debitos: tuple[DebitoAvisado, ...], tom: Tom, atraso: int) -> None:
    assert do_aviso(debitos) is tom
    assert maior_atraso(debitos) == atraso


@given(st.lists(st.integers(1, 400), min_size=1))
def test_a_ordem_dos_debitos_nao_muda_o_tom(dias: list[int]) -> None:
    debitos = tuple(map(_debito, dias))
    assert do_aviso(debitos) is do_aviso(debitos[::-1]) is do_aviso((_debito(max(dias)),))
