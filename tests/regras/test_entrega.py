"""Em que pé fica cada endereço de um aviso depois de outra mensagem (regras.md §3.6)."""

from __future__ import annotations

import pytest

from regras.entrega import (
    Entrega,
    EstadoDaEntrega,
    desistir,
    dizer_quem_falta,
    juntar,
    no_estado,
    por_em_duvida,
)

A, B = "a@b.com", "c@d.com"
E = EstadoDaEntrega


def uma(estado: EstadoDaEntrega, email: str = A) -> tuple[Entrega, ...]:
    return (Entrega(email, estado),)


@pytest.mark.parametrize(
    ("antes", "resposta", "fica"),
    [
        (E.ADIADO, E.ACEITO, E.ACEITO),
        (E.ADIADO, E.ADIADO, E.ADIADO),
        (E.ADIADO, E.RECUSADO, E.RECUSADO),
        (E.ADIADO, E.EM_DUVIDA, E.EM_DUVIDA),
        (E.RECUSADO, E.ACEITO, E.ACEITO),
        (E.DESISTIDO, E.ACEITO, E.ACEITO),
        (E.ACEITO, E.ADIADO, E.ACEITO),
        (E.ACEITO, E.RECUSADO, E.ACEITO),
        (E.ACEITO, E.EM_DUVIDA, E.ACEITO),
        (E.EM_DUVIDA, E.ADIADO, E.EM_DUVIDA),
        (E.EM_DUVIDA, E.ACEITO, E.ACEITO),
    ],
)
def test_quem_recebeu_ou_pode_ter_recebido_nao_volta_a_faltar(
    antes: EstadoDaEntrega, resposta: EstadoDaEntrega, fica: EstadoDaEntrega
) -> None:
    assert juntar(uma(antes), uma(resposta)) == uma(fica)


def test_endereco_novo_entra_e_os_outros_ficam() -> None:
    assert juntar(uma(E.ADIADO), uma(E.ACEITO, B)) == (*uma(E.ADIADO), *uma(E.ACEITO, B))


def test_so_o_adiado_fica_em_duvida_ou_e_deixado() -> None:
    entregas = (*uma(E.ADIADO), *uma(E.ACEITO, B))
    assert no_estado(por_em_duvida(entregas, [A, B]), E.EM_DUVIDA) == (A,)
    assert por_em_duvida(entregas, [B]) == entregas
    assert no_estado(desistir(entregas), E.DESISTIDO) == (A,)


def test_motivo_diz_quem_falta_e_quem_foi_recusado() -> None:
    assert dizer_quem_falta((*uma(E.ADIADO), *uma(E.RECUSADO, B))) == f"falta entregar a {A}; recusado de vez para {B}"
    assert dizer_quem_falta(uma(E.ACEITO)) == ""
