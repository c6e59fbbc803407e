from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import deqr
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from PIL import Image, ImageOps

from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import (
    carne,
    leiaute_carne,
    leitura_pdf,
    logotipo,
)
from boletos.titulo import codigo
from regras.erros import DadoInvalido
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.boletos.titulo.test_pix import com_valor

LOGOTIPO = logotipo.preparar(em_arquivo(desenho()))
VIA_MM = 99.0
CORTE_MM = 50.0


def parcelas(boleto: Boleto, quantas: int) -> list[Boleto]:
    feitas = []
    for numero in range(1, quantas + 1):
        barras = codigo.montar("237", boleto.vencimento, 100_00 + numero, "1234040000000045301234560")
        feitas.append(
            replace(
                boleto,
                documento=f"77/{numero}",
                valor_centavos=100_00 + numero,
                codigo_barras=barras,
                linha_digitavel=codigo.para_linha(barras),
            )
        )
    return feitas


def imagem(pdf: bytes, dpi: int, pagina: int = 1) -> Image.Image:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, pagina, dpi)
    return Image.frombytes("RGB", (largura, altura), pontos)


def textos(pdf: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Esquerda, alto, direita e pé de cada texto da primeira folha, em mm a partir do alto."""
    with closing(pypdfium2.PdfDocument(pdf)) as documento, closing(documento[0]) as pagina:
        for objeto in pagina.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            esquerda, baixo, direita, alto = (medida * 25.4 / 72 for medida in objeto.get_bounds())
            yield esquerda, 297 - alto, direita, 297 - baixo


def preto(folha: Image.Image, dpi: int, recorte_mm: tuple[float, ...]) -> tuple[float, ...]:
    """Esquerda, alto, direita e pé do que há de escuro num recorte, em mm da folha."""
    recorte = folha.convert("L").crop(tuple(round(mm * dpi / 25.4) for mm in recorte_mm))
    achado = ImageOps.invert(recorte).point(lambda tom: 255 * (tom > 127)).getbbox()
    return tuple(
        ponto * 25.4 / dpi + origem for ponto, origem in zip(achado, (*recorte_mm[:2], *recorte_mm[:2]), strict=True)
    )


@pytest.mark.parametrize(("quantas", "folhas"), [(1, 1), (3, 1), (4, 2), (7, 3)])
def test_tres_boletos_por_folha(boleto: Boleto, quantas: int, folhas: int) -> None:
    pdf = carne.em_pdf(parcelas(boleto, quantas))
    assert leitura_pdf.contar_paginas(pdf) == folhas
    lidos = [lido.text for n in range(1, folhas + 1) for lido in zxingcpp.read_barcodes(imagem(pdf, 150, n))]
    assert sorted(lidos) == sorted(parcela.codigo_barras for parcela in parcelas(boleto, quantas))


def test_cada_ficha_tem_as_medidas_do_carne(boleto: Boleto) -> None:
    """De 60 a 108 por 145 a 216 mm, barras de 103 por 13 com o centro a 12 do pé e 5 de silêncio (boleto.md B.1)."""
    folha = imagem(carne.em_pdf(parcelas(boleto, 3)), 300)
    for via in range(3):
        pe = VIA_MM * (via + 1)
        esquerda, alto, direita, baixo = preto(folha, 300, (CORTE_MM + 1, pe - 17.5, 162, pe - 2))
        assert direita - esquerda == pytest.approx(103, abs=0.2)
        assert esquerda - CORTE_MM >= 5
        assert baixo == pytest.approx(pe - 12 + 6.5, abs=0.15)
        silencio = folha.crop(tuple(round(mm * 300 / 25.4) for mm in (direita + 0.2, pe - 18.4, direita + 5.2, pe - 5)))
        assert silencio.convert("L").getextrema() == (255, 255)
        assert alto < pe - 17
    assert 60 <= VIA_MM <= 108
    assert 145 <= 210 - CORTE_MM <= 216


def test_linha_digitavel_tem_a_altura_da_folha_inteira(boleto: Boleto) -> None:
    zeros = [replace(parcela, linha_digitavel="0" * 47) for parcela in parcelas(boleto, 1)]
    _, alto, _, pe = preto(imagem(carne.em_pdf(zeros), 300), 300, (60, 8.6, 206, 13.4))
    assert 3.5 <= pe - alto <= 4


def test_canhoto_traz_o_que_o_recibo_pede(boleto: Boleto) -> None:
    texto = leitura_pdf.texto(carne.em_pdf([boleto])).replace("\n", " ")
    canhoto = texto[: texto.index("Local de pagamento")]
    for obrigatorio in (
        *("Recibo do Pagador", "Autenticação Mecânica", boleto.beneficiario.nome, boleto.beneficiario.cpf_cnpj),
        *(boleto.agencia_codigo, "R$", "141,50", "01/09/2016", boleto.nosso_numero, boleto.documento, "Carteira 04"),
        boleto.pagador.nome,
    ):
        assert obrigatorio in canhoto


def test_pix_do_canhoto_tem_20_milimetros_e_e_lido(boleto: Boleto) -> None:
    pix = com_valor("141.50")
    pdf = carne.em_pdf([replace(boleto, pix=pix, logotipo=LOGOTIPO)] * 3)
    folha = imagem(pdf, 200)
    lidos = deqr.QRdecDecoder().decode(folha.convert("L"), convert_data=False)
    assert [b"".join(parte.data for parte in lido.data_entries).decode() for lido in lidos] == [pix] * 3
    _, canto, outro, *_ = lidos[0].corners
    assert abs(outro[0] - canto[0]) + abs(outro[1] - canto[1]) >= 20 * 200 / 25.4


@pytest.mark.parametrize("comprido", ["Indústria e Comércio de Confecções Albuquerque & Filhos " * 9, "W" * 400])
def test_texto_comprido_nao_invade_o_vizinho(boleto: Boleto, comprido: str) -> None:
    parte = Parte(comprido, "12.345.678/0001-95", comprido, comprido, "SC", "89219-600")
    cheio = replace(
        boleto,
        banco_nome=comprido,
        local_pagamento=comprido,
        beneficiario=parte,
        beneficiario_final=parte,
        pagador=parte,
        agencia_codigo=comprido,
        carteira=comprido,
        nosso_numero=comprido,
        documento=comprido,
        especie=comprido,
        instrucoes=(comprido,) * 15,
        pix=com_valor("141.50"),
        logotipo=LOGOTIPO,
        valor_centavos=9_999_999_999,
    )
    pdf = carne.em_pdf([cheio] * 3)
    lugares = list(textos(pdf))
    encontros = [
        (um, outro)
        for numero, um in enumerate(lugares)
        for outro in lugares[numero + 1 :]
        if um[0] < outro[2] and outro[0] < um[2] and um[1] < outro[3] and outro[1] < um[3]
    ]
    assert encontros == []
    assert all(esquerda >= 5 and direita <= 205.1 for esquerda, _, direita, _ in lugares)
    assert all(direita <= CORTE_MM or esquerda >= CORTE_MM for esquerda, _, direita, _ in lugares)
    lidos = zxingcpp.read_barcodes(imagem(pdf, 150), zxingcpp.BarcodeFormat.ITF)
    assert [lido.text for lido in lidos] == [boleto.codigo_barras] * 3


def test_vias_de_contas_diferentes_podem_ir_juntas(boleto: Boleto) -> None:
    outra = replace(boleto, banco="001", banco_dv="9", banco_nome="Banco do Brasil", cip="")
    texto = leitura_pdf.texto(carne.em_pdf([boleto, outra]))
    assert "237-2" in texto
    assert "001-9" in texto


def test_carne_com_senha_so_abre_com_ela(boleto: Boleto) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(carne.em_pdf([boleto], "12345"))


def test_carne_vazio_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="não há boleto"):
        carne.em_pdf([])


def test_mesmos_boletos_dao_os_mesmos_bytes(boleto: Boleto) -> None:
    assert carne.em_pdf([boleto] * 4) == carne.em_pdf([boleto] * 4)


def test_quantas_vias_cabem_na_folha() -> None:
    assert leiaute_carne.VIAS_POR_FOLHA * leiaute_carne.ALTURA_VIA_MM == 297
