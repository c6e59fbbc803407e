from __future__ import annotations

from itertools import pairwise

import pytest

from boletos import leiaute
from boletos.barras import ALTURA_BARRAS_MM, LARGURA_BARRAS_MM
from boletos.blocos import Bloco, Quadro
from boletos.desenho import ALTURA_MM, LARGURA_MM

TODOS = [
    leiaute.blocos(com_cip=com_cip, sem_valor=sem_valor) for com_cip in (False, True) for sem_valor in (False, True)
]


def quadros(blocos: tuple[Bloco, ...]) -> list[Quadro]:
    return [bloco for bloco in blocos if isinstance(bloco, Quadro)]


@pytest.mark.parametrize("blocos", TODOS)
def test_as_faixas_de_um_quadro_tem_a_mesma_largura_e_ficam_na_folha(blocos: tuple[Bloco, ...]) -> None:
    for quadro in quadros(blocos):
        for faixa in quadro.faixas:
            assert sum(celula.largura for celula in faixa.celulas) == pytest.approx(quadro.largura)
        assert quadro.x >= leiaute.MARGEM_MM
        assert quadro.x + quadro.largura <= leiaute.BORDA_DIREITA_MM + 0.001


@pytest.mark.parametrize("blocos", TODOS)
def test_quadros_nao_se_sobrepoem_e_param_antes_das_barras(blocos: tuple[Bloco, ...]) -> None:
    em_ordem = quadros(blocos)
    recibo, ficha = em_ordem[:-2], em_ordem[-2:]
    for de_cima, de_baixo in [*pairwise(recibo), tuple(ficha)]:
        assert de_cima.y + de_cima.altura <= de_baixo.y + 0.001
    assert recibo[-1].y + recibo[-1].altura < leiaute.CORTE_MM < ficha[0].y
    assert ficha[1].y + ficha[1].altura < leiaute.BARRAS_Y_MM


def test_medidas_da_ficha_sao_as_dos_bancos() -> None:
    assert 95 <= leiaute.ALTURA_FICHA_MM <= 104
    assert 170 <= LARGURA_MM <= 216
    assert leiaute.BARRAS_X_MM >= 5
    assert leiaute.BARRAS_Y_MM + ALTURA_BARRAS_MM / 2 == ALTURA_MM - 12
    assert leiaute.BARRAS_X_MM + LARGURA_BARRAS_MM + 5 < LARGURA_MM


def test_so_bradesco_e_familia_tem_a_casa_do_cip() -> None:
    def campos(*, com_cip: bool) -> set[str]:
        blocos = leiaute.blocos(com_cip=com_cip, sem_valor=False)
        return {celula.campo for quadro in quadros(blocos) for faixa in quadro.faixas for celula in faixa.celulas}

    assert campos(com_cip=True) - campos(com_cip=False) == {"cip"}


def test_campos_do_caixa_ficam_em_branco() -> None:
    ficha = quadros(TODOS[0])[-1]
    em_branco = {
        celula.rotulo for faixa in ficha.faixas for celula in faixa.celulas if celula.rotulo and not celula.campo
    }
    assert em_branco == {
        "Uso do banco",
        "Quantidade",
        "(x) Valor",
        "(-) Desconto / Abatimento",
        "(-) Outras deduções",
        "(+) Mora / Multa / Juros",
        "(+) Outros acréscimos",
        "(=) Valor cobrado",
    }
