from __future__ import annotations

import re

import pytest

from boletos.papel import desenho
from boletos.papel.desenho import ALTURA_MM, Alinhamento, Traco
from boletos.papel.folha import (
    NEGRITO,
    PONTOS_POR_MM,
    REGULAR,
    Letra,
    medir,
)

LETRA = Letra(REGULAR, 9)


def onde(operador: str) -> tuple[float, float]:
    """Ponto do texto, em mm a partir do alto."""
    x, y = map(float, re.search(r"Tf (\S+) (\S+) Td", operador).groups())
    return x / PONTOS_POR_MM, ALTURA_MM - y / PONTOS_POR_MM


def test_medidas_contam_do_alto_da_folha() -> None:
    assert onde(desenho.texto(8, 20, "x", LETRA)) == pytest.approx((8, 20), abs=0.005)


@pytest.mark.parametrize(("alinhamento", "fracao"), [(Alinhamento.CENTRO, 0.5), (Alinhamento.DIREITA, 1)])
def test_alinhamento_recua_pela_largura(alinhamento: Alinhamento, fracao: float) -> None:
    operador = desenho.texto(100, 20, "1.234,56", LETRA, alinhamento)
    assert onde(operador)[0] == pytest.approx(100 - medir("1.234,56", LETRA) * fracao, abs=0.005)


def test_cada_texto_diz_fonte_corpo_e_cor() -> None:
    operador = desenho.texto(0, 0, "x", Letra(NEGRITO, 8.5, desenho.cor("FF0000")))
    assert operador.startswith("BT 1 0 0 rg /F2 8.5 Tf ")


def test_texto_hostil_nao_sai_do_literal() -> None:
    operador = desenho.texto(0, 0, "a) Tj ET Q\\", LETRA)
    assert r"(a\) Tj ET Q\\) Tj ET" in operador


def test_cor_vira_tres_componentes() -> None:
    assert desenho.cor("000000") == "0 0 0"
    assert desenho.cor("FFFFFF") == "1 1 1"
    assert desenho.cor("336699") == "0.2 0.4 0.6"


def test_fio_caixa_e_moldura_levam_espessura_e_cantos() -> None:
    assert desenho.fio(0, 297, 25.4, 297, Traco(0.3)) == "0 0 0 RG 0.85 w 0.00 0.00 m 72.00 0.00 l S"
    assert desenho.caixa(0, 271.6, 25.4, 25.4, "1 1 1") == "1 1 1 rg 0.00 0.00 72.00 72.00 re f"
    assert desenho.moldura(0, 271.6, 25.4, 25.4, Traco(0.3)) == "0 0 0 RG 0.85 w 0.00 0.00 72.00 72.00 re S"


def test_tracejado_nao_deixa_o_traco_para_o_proximo() -> None:
    assert desenho.tracejado(0, 10, 50, 10, Traco(0.2)).endswith("S [] 0 d")


def test_carimbo_sem_inclinacao_fica_centrado() -> None:
    letra = Letra(NEGRITO, 20)
    matriz = re.search(r"Tf (.*?) Tm", desenho.carimbo(105, 100, "SEM VALOR", letra, graus=0))[1].split()
    assert matriz[:4] == ["1.0000", "0.0000", "-0.0000", "1.0000"]
    assert float(matriz[4]) / PONTOS_POR_MM == pytest.approx(105 - medir("SEM VALOR", letra) / 2, abs=0.005)
