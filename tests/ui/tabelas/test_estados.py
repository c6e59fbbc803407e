"""Todo estado e todo motivo têm desenho que existe e cor do tema: a palavra nunca vai sozinha nem a cor."""

from __future__ import annotations

import pytest

from regras.aviso import Estado
from regras.selecao import Motivo
from ui import recursos, tema
from ui.tabelas import estados


def test_nenhum_estado_nem_motivo_fica_de_fora() -> None:
    assert set(estados.ICONES) == set(estados.CORES) == set(Estado)
    assert set(estados.ICONES_DE_MOTIVO) == set(Motivo)


@pytest.mark.parametrize("nome", sorted({*estados.ICONES.values(), *estados.ICONES_DE_MOTIVO.values()}))
def test_o_desenho_existe(nome: str) -> None:
    assert not recursos.icone(nome, tema.tom("texto")).isNull()


@pytest.mark.parametrize("nome", sorted(set(estados.CORES.values())))
def test_a_cor_e_do_tema(nome: str) -> None:
    assert tema.cor(nome).isValid()


def test_estados_que_pedem_atencao_nao_se_parecem_com_o_que_deu_certo() -> None:
    certo = (estados.ICONES[Estado.ENVIADO], estados.CORES[Estado.ENVIADO])
    for estado in (Estado.ADIADO, Estado.RECUSADO, Estado.EM_DUVIDA):
        assert estados.ICONES[estado] != certo[0]
        assert estados.CORES[estado] != certo[1]
