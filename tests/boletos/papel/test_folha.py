from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.papel.folha import (
    MENOR_REDUCAO,
    NEGRITO,
    REGULAR,
    Letra,
    caber,
    cortar,
    em_literal,
    em_literal_latino,
    encaixar,
    explicar_troca,
    imprimivel,
    medir,
    quebrar,
    textos_sem_glifo,
)

LETRA = Letra(REGULAR, 10)
FOLGA_MM = 0.001
QUALQUER = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("Ação, órgão, pinguim e “aspas” – R$ 1,00 º", "Ação, órgão, pinguim e “aspas” – R$ 1,00 º"),
        ("cafe\u0301", "café"),
        ("ŕeforma nº ①", "reforma nº 1"),
        ("oﬁcina", "oficina"),
        ("漢字 🙂", "?? ?"),
        ("linha\nnova\ttab", "linha nova tab"),
        ("sem\u200b largura\ufeff", "sem largura"),
        ("ponte solta \ud800", "ponte solta ?"),
        ("", ""),
    ],
)
def test_letra_que_a_fonte_nao_tem_e_trocada(texto: str, esperado: str) -> None:
    assert imprimivel(texto) == esperado


@given(QUALQUER)
def test_nenhum_texto_falha_e_o_trocado_e_sempre_imprimivel(texto: str) -> None:
    trocado = imprimivel(texto)
    assert imprimivel(trocado) == trocado
    assert em_literal(trocado).isascii()
    assert medir(trocado, LETRA) >= 0


def test_so_textos_com_letra_que_falta_sao_apontados() -> None:
    textos = ("João", "cafe\u0301", "quebra\nde linha", "Łódź", "padaria 🥖")
    assert textos_sem_glifo(textos) == ("Łódź", "padaria 🥖")


def test_literal_latino_deixa_o_acento_e_escapa_o_que_abre_ou_nao_cabe() -> None:
    assert em_literal_latino("São João") == "São João"
    assert em_literal_latino("a (é) \\") == r"a \(\351\) \\"
    assert em_literal_latino("… é") == r"\205 \351"


def test_parenteses_e_barras_nao_abrem_o_literal() -> None:
    assert em_literal(r"a (b) \ é") == r"a \(b\) \\ \351"


def test_medida_e_a_da_fonte() -> None:
    assert medir("000", LETRA) == pytest.approx(3 * 0.556 * 10 * 25.4 / 72)


def test_o_que_cabe_nao_muda() -> None:
    assert caber("João", LETRA, 50) == ("João", LETRA)


def test_o_que_passa_um_pouco_encolhe_sem_perder_letra() -> None:
    texto, letra = caber("Padaria do João", LETRA, medir("Padaria do João", LETRA) * 0.9)
    assert texto == "Padaria do João"
    assert MENOR_REDUCAO * LETRA.corpo <= letra.corpo < LETRA.corpo


def test_o_que_passa_muito_e_cortado_com_reticencias() -> None:
    texto, letra = caber("Padaria " * 50, LETRA, 40)
    assert texto.startswith("Padaria Padaria")
    assert texto.endswith("…")
    assert letra.corpo == LETRA.corpo * MENOR_REDUCAO


@given(QUALQUER, st.floats(10, 200), st.sampled_from([REGULAR, NEGRITO]))
def test_uma_linha_encaixada_nunca_passa_da_largura(texto: str, largura: float, fonte: object) -> None:
    encaixado, letra = caber(imprimivel(texto), Letra(fonte, 9), largura)
    assert medir(encaixado, letra) <= largura + FOLGA_MM


def test_cortar_nao_deixa_espaco_antes_das_reticencias() -> None:
    assert cortar("um dois tres", LETRA, medir("um d…", LETRA)) == "um d…"
    assert cortar("um dois tres", LETRA, medir("um …", LETRA)) == "um…"


@given(QUALQUER, st.floats(10, 100))
def test_quebra_em_linhas_que_cabem_sem_perder_letra(texto: str, largura: float) -> None:
    visivel = imprimivel(texto)
    linhas = quebrar(visivel, LETRA, largura)
    assert all(medir(linha, LETRA) <= largura + FOLGA_MM for linha in linhas)
    assert "".join("".join(linhas).split()) == "".join(visivel.split())


def test_quebra_entre_palavras() -> None:
    assert quebrar("um dois tres quatro", LETRA, medir("um dois ", LETRA)) == ["um dois", "tres", "quatro"]


def test_caixa_que_sobra_mantem_o_corpo() -> None:
    assert encaixar(["um", "dois"], LETRA, 50, 20) == (("um", "dois"), LETRA)


@given(st.lists(QUALQUER, max_size=12), st.floats(5, 40))
def test_paragrafos_encaixados_cabem_na_caixa(paragrafos: list[str], altura: float) -> None:
    linhas, letra = encaixar(map(imprimivel, paragrafos), LETRA, 60, altura)
    assert len(linhas) * letra.corpo * 25.4 / 72 <= max(altura, letra.corpo * 25.4 / 72) + FOLGA_MM
    assert all(medir(linha, letra) <= 60 + FOLGA_MM for linha in linhas)


def test_caixa_pequena_corta_o_resto_com_reticencias() -> None:
    linhas, letra = encaixar([f"linha {numero}" for numero in range(30)], LETRA, 60, 20)
    assert linhas[0] == "linha 0"
    assert linhas[-1].endswith("…")
    assert letra.corpo == LETRA.corpo * MENOR_REDUCAO


def test_texto_com_letra_que_falta_e_dito_com_o_que_sai() -> None:
    assert explicar_troca("Łódź") == "“Łódź” tem letra que a fonte do PDF não tem; sai “?ódz”"
