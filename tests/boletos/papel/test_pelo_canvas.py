"""O que é escrito fora do `Canvas` é igual ao que o `Canvas` desenha: texto, geometria e leitura óptica."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as cru
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from benchmarks import pelo_canvas
from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import ficha, leitura_pdf, logotipo
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.boletos.titulo.test_pix import com_valor

LOGOTIPO = logotipo.preparar(em_arquivo(desenho()))
PIX = com_valor("141.50")
MEIO_TOM = 70
CASOS = {
    "comum": {},
    "sem CIP": {"cip": ""},
    "completo": {"pix": PIX, "logotipo": LOGOTIPO, "beneficiario_final": Parte("Fundo Horizonte", "1")},
    "amostra": {"sem_valor": True},
    "comprido": {"pagador": Parte("Indústria (de) Confecções \\ Água & Filhos " * 2), "instrucoes": ("ção " * 40,) * 4},
}


@pytest.fixture(params=CASOS.values(), ids=CASOS)
def par(request: pytest.FixtureRequest, boleto: Boleto) -> tuple[bytes, bytes]:
    """O mesmo boleto pelos dois caminhos."""
    caso = replace(boleto, **request.param)
    return ficha.em_pdf(caso), pelo_canvas.em_pdf(caso)


def imagem(pdf: bytes, dpi: int) -> Image.Image:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, dpi)
    return Image.frombytes("RGB", (largura, altura), pontos)


def objetos(pdf: bytes, tipo: int) -> Iterator[tuple[float, ...]]:
    """Esquerda, pé, direita e alto de cada objeto de um tipo, em mm, com o que está dentro do formulário."""
    with closing(pypdfium2.PdfDocument(pdf)) as documento, closing(documento[0]) as pagina:
        for objeto in pagina.get_objects(filter=[tipo], max_depth=2):
            yield tuple(round(medida * 25.4 / 72, 1) + 0.0 for medida in objeto.get_bounds())


def perto(um: tuple[float, ...], outro: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 0.11 for a, b in zip(um, outro, strict=True))


def test_o_texto_sai_na_mesma_ordem(par: tuple[bytes, bytes]) -> None:
    rapido, reportlab = par
    assert leitura_pdf.texto(rapido) == leitura_pdf.texto(reportlab)


def test_cada_texto_esta_no_mesmo_lugar(par: tuple[bytes, bytes]) -> None:
    rapidos, pelo_reportlab = (list(objetos(pdf, cru.FPDF_PAGEOBJ_TEXT)) for pdf in par)
    assert len(rapidos) == len(pelo_reportlab) > 60
    diferentes = [
        (um, outro) for um, outro in zip(sorted(rapidos), sorted(pelo_reportlab), strict=True) if not perto(um, outro)
    ]
    assert diferentes == []


def test_o_logotipo_esta_no_mesmo_lugar(boleto: Boleto) -> None:
    com_logotipo = replace(boleto, logotipo=LOGOTIPO)
    rapido, reportlab = ficha.em_pdf(com_logotipo), pelo_canvas.em_pdf(com_logotipo)
    [um], [outro] = (list(objetos(pdf, cru.FPDF_PAGEOBJ_IMAGE)) for pdf in (rapido, reportlab))
    assert perto(um, outro)


def test_as_folhas_impressas_nao_se_distinguem(par: tuple[bytes, bytes]) -> None:
    """A 200 pontos por polegada, e desfocadas: um traço pode cair um ponto ao lado pelo arredondamento, e só."""
    folhas = [imagem(pdf, 200).convert("L").filter(ImageFilter.GaussianBlur(2)) for pdf in par]
    maior = ImageChops.difference(*folhas).getextrema()[1]
    assert maior < MEIO_TOM


@pytest.mark.parametrize("dpi", [150, 300])
def test_o_leitor_otico_le_o_mesmo(boleto: Boleto, dpi: int) -> None:
    completo = replace(boleto, pix=PIX, logotipo=LOGOTIPO)
    lidos = [
        sorted(lido.text for lido in zxingcpp.read_barcodes(imagem(pdf, dpi)))
        for pdf in (ficha.em_pdf(completo), pelo_canvas.em_pdf(completo))
    ]
    assert lidos == [sorted([PIX, boleto.codigo_barras])] * 2


def test_os_metadados_sao_os_mesmos(boleto: Boleto) -> None:
    lidos = []
    for pdf in (ficha.em_pdf(boleto), pelo_canvas.em_pdf(boleto)):
        with closing(pypdfium2.PdfDocument(pdf)) as documento:
            metadados = documento.get_metadata_dict()
        lidos.append({chave: metadados[chave] for chave in ("Title", "Author", "Subject", "Creator")})
    assert lidos[0] == lidos[1]


def test_mesmo_boleto_da_os_mesmos_bytes(boleto: Boleto) -> None:
    assert pelo_canvas.em_pdf(boleto) == pelo_canvas.em_pdf(replace(boleto))


def test_com_senha_so_abre_com_ela(boleto: Boleto) -> None:
    pdf = ficha.em_pdf(boleto, "45997")
    for errada in (None, "45998", ""):
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(pdf, password=errada)
    with closing(pypdfium2.PdfDocument(pdf, password="45997")) as documento:
        assert len(documento) == 1
    assert boleto.pagador.nome.encode("cp1252") not in pdf


def test_com_senha_tambem_sao_sempre_os_mesmos_bytes(boleto: Boleto) -> None:
    assert ficha.em_pdf(boleto, "45997") == ficha.em_pdf(boleto, "45997")
