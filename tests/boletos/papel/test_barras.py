from __future__ import annotations

import re

from barcode.itf import ITF
from hypothesis import given
from hypothesis import strategies as st

from boletos.papel.barras import (
    ALTURA_BARRAS_MM,
    LARGURA_BARRAS_MM,
    MODULOS,
    em_vetor,
)
from boletos.papel.folha import PONTOS_POR_MM

CODIGO = "23792690400000141501234040000000045301234560"
RETANGULO = re.compile(r"(\d+) 0 (\d+) 1 re")


def barras(operador: str) -> list[tuple[int, int]]:
    return [(int(inicio), int(largura)) for inicio, largura in RETANGULO.findall(operador)]


@given(st.text("0123456789", min_size=44, max_size=44))
def test_as_barras_sao_as_da_biblioteca_com_largo_tres_vezes_o_estreito(codigo: str) -> None:
    modulos = ["0"] * MODULOS
    for inicio, largura in barras(em_vetor(codigo, 0, 0)):
        modulos[inicio : inicio + largura] = "1" * largura
    assert "".join(modulos) == ITF(codigo, narrow=1, wide=3).build()[0]


def test_sao_405_modulos_da_primeira_a_ultima_barra() -> None:
    desenhadas = barras(em_vetor(CODIGO, 0, 0))
    assert (desenhadas[0][0], sum(desenhadas[-1])) == (0, 405)
    assert len(desenhadas) == 22 * 5 + 2 + 2


def test_e_um_caminho_so_em_preto() -> None:
    operadores = em_vetor(CODIGO, 0, 0).split()
    assert operadores.count("f") == 1
    assert "0 0 0 rg" in em_vetor(CODIGO, 0, 0)


def test_a_escala_da_103_por_13_milimetros_no_lugar_pedido() -> None:
    largura, _, _, altura, x, y = map(
        float, re.match(r"q (\S+ \S+ \S+ \S+ \S+ \S+) cm", em_vetor(CODIGO, 8, 278.5))[1].split()
    )
    assert abs(largura * 405 / PONTOS_POR_MM - LARGURA_BARRAS_MM) < 0.001
    assert abs(altura / PONTOS_POR_MM - ALTURA_BARRAS_MM) < 0.001
    assert (round(x / PONTOS_POR_MM, 3), round(y / PONTOS_POR_MM, 3)) == (8, 5.5)
