from __future__ import annotations

from itertools import pairwise, product

import pytest

from boletos.papel import leiaute
from boletos.papel.barras import ALTURA_BARRAS_MM, LARGURA_BARRAS_MM
from boletos.papel.blocos import (
    Bloco,
    CodigoQR,
    Imagem,
    Quadro,
)
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM
from boletos.papel.leiaute import Opcoes
from boletos.papel.leiaute_ficha import A4

TODOS = [leiaute.blocos(Opcoes(*ligadas)) for ligadas in product((False, True), repeat=5)]


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
    assert recibo[-1].y + recibo[-1].altura < A4.corte < ficha[0].y
    assert ficha[1].y + ficha[1].altura < A4.barras_y


def test_logotipo_e_qr_ficam_dentro_do_seu_lugar_no_recibo() -> None:
    blocos = leiaute.blocos(Opcoes(com_pix=True, com_logotipo=True))
    imagem = next(bloco for bloco in blocos if isinstance(bloco, Imagem))
    beneficiario = quadros(blocos)[1]
    assert imagem.x + imagem.largura <= beneficiario.x + beneficiario.recuo
    qr = next(bloco for bloco in blocos if isinstance(bloco, CodigoQR))
    copia_e_cola = quadros(blocos)[-3]
    assert qr.y + qr.lado <= copia_e_cola.y
    assert qr.x + qr.lado <= leiaute.BORDA_DIREITA_MM


def test_qr_tem_mais_de_20_milimetros_mesmo_sem_a_margem() -> None:
    qr = next(bloco for bloco in leiaute.blocos(Opcoes(com_pix=True)) if isinstance(bloco, CodigoQR))
    menor_de_um_pix = 29
    assert qr.lado * menor_de_um_pix / (menor_de_um_pix + 8) >= 20


def test_medidas_da_ficha_sao_as_dos_bancos() -> None:
    assert 95 <= A4.altura <= 104
    assert 170 <= LARGURA_MM <= 216
    assert A4.x >= 5
    assert A4.barras_y + ALTURA_BARRAS_MM / 2 == ALTURA_MM - 12
    assert A4.x + LARGURA_BARRAS_MM + 5 < LARGURA_MM


@pytest.mark.parametrize(
    ("opcoes", "a_mais"),
    [
        (Opcoes(com_cip=True), {"cip"}),
        (Opcoes(com_final=True), {"beneficiario_final"}),
        (Opcoes(com_pix=True), {"pix"}),
        (Opcoes(com_logotipo=True), set()),
    ],
)
def test_cada_opcao_abre_so_o_seu_lugar(opcoes: Opcoes, a_mais: set[str]) -> None:
    def campos(opcoes: Opcoes) -> set[str]:
        todos = quadros(leiaute.blocos(opcoes))
        return {celula.campo for quadro in todos for faixa in quadro.faixas for celula in faixa.celulas}

    assert campos(opcoes) - campos(Opcoes()) == a_mais


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
