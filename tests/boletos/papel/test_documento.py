from __future__ import annotations

import re
import zlib
from contextlib import closing
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from boletos.papel import desenho, leitura_pdf
from boletos.papel.documento import Figura, Forma, Metadados, Molde
from boletos.papel.folha import REGULAR, Letra

LETRA = Letra(REGULAR, 9)
METADADOS = Metadados("Boleto 1", "Padaria São João", "Assunto")
DIA = date(2026, 11, 24)


def metadados_de(pdf: bytes) -> dict[str, str]:
    with closing(pypdfium2.PdfDocument(pdf)) as documento:
        return documento.get_metadata_dict()


def pacotes(pdf: bytes) -> list[bytes]:
    """Os dicionários que vão juntos e comprimidos."""
    return [
        zlib.decompress(dados) for dados in re.findall(rb"/ObjStm[^>]*>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    ]


@pytest.fixture(scope="module")
def molde() -> Molde:
    return Molde([Forma((desenho.texto(10, 10, "fixo", LETRA),))])


def test_o_fixo_e_o_variavel_saem_na_mesma_pagina(molde: Molde) -> None:
    pdf = molde.em_pdf([[*molde.usar, desenho.texto(10, 20, "variável", LETRA)]], METADADOS, DIA)
    assert leitura_pdf.texto(pdf).split() == ["fixo", "variável"]
    assert leitura_pdf.contar_paginas(pdf) == 1


def test_um_documento_nao_deixa_nada_para_o_seguinte(molde: Molde) -> None:
    primeiro = molde.em_pdf([[desenho.texto(10, 20, "um", LETRA)]], METADADOS, DIA)
    molde.em_pdf([[desenho.texto(10, 20, "outro " * 100, LETRA)]], Metadados("x", "y", "z"), DIA)
    assert molde.em_pdf([[desenho.texto(10, 20, "um", LETRA)]], METADADOS, DIA) == primeiro


@pytest.mark.parametrize(
    "titulo", ["Boleto 1", "Cobrança nº 3", "Aspas “curvas” – e …", "(parêntese) \\ barra", "R$\xa01,00"]
)
def test_metadados_voltam_como_foram_escritos(molde: Molde, titulo: str) -> None:
    lidos = metadados_de(molde.em_pdf([[]], Metadados(titulo, "São João", "ação"), DIA))
    assert lidos["Title"] == titulo.replace("\xa0", " ")
    assert (lidos["Author"], lidos["Subject"], lidos["Creator"]) == ("São João", "ação", "Aviso de Débitos")
    assert lidos["CreationDate"] == "D:20261124"


def test_metadado_com_letra_que_falta_nao_derruba(molde: Molde) -> None:
    assert metadados_de(molde.em_pdf([[]], Metadados("漢\ud800", "", ""), DIA))["Title"] == "??"


def test_documento_pede_que_a_impressao_nao_encolha(molde: Molde) -> None:
    catalogo = b"".join(pacotes(molde.em_pdf([[]], METADADOS, DIA)))
    assert b"/PrintScaling /None" in catalogo
    assert b"(pt-BR)" in catalogo


def test_o_arquivo_nao_passa_por_base_85(molde: Molde) -> None:
    assert b"ASCII85" not in molde.em_pdf([[]], METADADOS, DIA)


def test_figura_de_poucas_cores_leva_um_octeto_por_ponto_e_sai_igual() -> None:
    imagem = Image.new("RGB", (40, 20), "white")
    imagem.paste((200, 30, 90), (0, 0, 20, 20))
    molde = Molde([Forma((), (Figura(imagem, 10, 10, 40, 20),))])
    pdf = molde.em_pdf([molde.usar], METADADOS, DIA)
    assert any(b"/Indexed" in pacote for pacote in pacotes(pdf))
    largura, _, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 72)
    assert tuple(pontos[3 * (40 * largura + 40) :][:3]) == (200, 30, 90)
