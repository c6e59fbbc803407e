"""As cores da mensagem: o que se escreve com elas sempre se lê."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import DadoInvalido
from regras.mensagem.visual import cores

CORES = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(CORES)
def test_qualquer_cor_da_texto_que_se_le(cor: str) -> None:
    tons = cores.da_cor(cor)
    assert cores.contraste(tons.texto, tons.faixa) >= 4.5
    assert cores.contraste(tons.acento, tons.claro) >= 4.5
    assert cores.contraste(tons.acento, "#ffffff") >= 4.5
    assert cores.contraste("#15212a", tons.claro) >= 4.5


def test_contraste_de_preto_e_branco_e_o_maior() -> None:
    assert cores.contraste("#000000", "#ffffff") == 21
    assert cores.contraste("#123456", "#123456") == 1


def test_a_cor_padrao_fica_como_e() -> None:
    tons = cores.da_cor(cores.COR_PADRAO)
    assert (tons.faixa, tons.texto, tons.acento) == (cores.COR_PADRAO, "#ffffff", cores.COR_PADRAO)


@pytest.mark.parametrize("cor", ["", "azul", "#12345", "#1234567", '#12345"', "red;x"])
def test_o_que_nao_e_cor_e_recusado(cor: str) -> None:
    with pytest.raises(DadoInvalido, match="não é uma cor"):
        cores.conferir(cor)


def test_maiuscula_e_espaco_se_aceitam() -> None:
    assert cores.conferir(" #0B6175 ") == "#0b6175"
