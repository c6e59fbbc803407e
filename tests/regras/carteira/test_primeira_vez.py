from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.primeira_vez import deixar_de_fora, e_delicada, sugerir
from regras.parametros import FiltroSNT, Modo

SITUACOES = ("Acordo", "Jurídico", "Normal", "Protesto")


@pytest.mark.parametrize("nome", ["Protesto", "PROTESTADO", "em protesto", "Jurídico", "juridica", "Depto. Jurídico"])
def test_protesto_e_juridico_sao_delicadas_em_qualquer_grafia(nome: str) -> None:
    assert e_delicada(nome)


@pytest.mark.parametrize("nome", ["Normal", "Acordo", "", "Sem protocolo", "Pessoa física"])
def test_as_outras_nao_sao(nome: str) -> None:
    assert not e_delicada(nome)


@pytest.mark.parametrize(
    ("filtro", "sugeridas"),
    [
        (FiltroSNT(), ("Jurídico", "Protesto")),
        (FiltroSNT(Modo.NAO_SELECIONA, ("Protesto",)), ("Jurídico",)),
        (FiltroSNT(Modo.NAO_SELECIONA, ("Protesto", "JURIDICO")), ()),
        (FiltroSNT(Modo.SELECIONA, ("Normal",)), ()),
        (FiltroSNT(Modo.SELECIONA, ("Normal", "Protesto")), ("Protesto",)),
        (FiltroSNT(Modo.SELECIONA, ("Protesto",)), ()),
    ],
)
def test_sugere_so_o_que_o_filtro_ainda_deixa_passar(filtro: FiltroSNT, sugeridas: tuple[str, ...]) -> None:
    assert sugerir(filtro, SITUACOES) == sugeridas


@given(st.sampled_from(Modo), st.sets(st.sampled_from(SITUACOES)))
def test_depois_de_aceita_a_sugestao_nenhuma_delicada_passa_e_as_outras_nao_mudam(
    modo: Modo, marcados: set[str]
) -> None:
    antes = FiltroSNT(modo, tuple(sorted(marcados)))
    sugeridas = sugerir(antes, SITUACOES)
    depois = deixar_de_fora(antes, sugeridas) if sugeridas else antes
    passam = {nome for nome in SITUACOES if depois.aceita(nome, depois.chaves())}
    assert passam == {nome for nome in SITUACOES if antes.aceita(nome, antes.chaves())} - set(sugeridas)
    assert not (modo is Modo.SELECIONA and sugeridas and not depois.marcados)
