from __future__ import annotations

import io
from contextlib import closing
from datetime import date

import pypdfium2
import pytest

from boletos.papel import desenho, leitura_pdf
from boletos.papel.documento import Metadados, Molde, abrir
from boletos.papel.folha import REGULAR, Letra

LETRA = Letra(REGULAR, 9)
METADADOS = Metadados("Boleto 1", "Padaria São João", "Assunto")
DIA = date(2026, 11, 24)


def metadados_de(pdf: bytes) -> dict[str, str]:
    with closing(pypdfium2.PdfDocument(pdf)) as documento:
        return documento.get_metadata_dict()


@pytest.fixture(scope="module")
def molde() -> Molde:
    return Molde([desenho.texto(10, 10, "fixo", LETRA)])


def test_o_fixo_e_o_variavel_saem_na_mesma_pagina(molde: Molde) -> None:
    pdf = molde.em_pdf([desenho.texto(10, 20, "variável", LETRA)], METADADOS, DIA)
    assert leitura_pdf.texto(pdf).split() == ["fixo", "variável"]
    assert leitura_pdf.contar_paginas(pdf) == 1


def test_um_documento_nao_deixa_nada_para_o_seguinte(molde: Molde) -> None:
    primeiro = molde.em_pdf([desenho.texto(10, 20, "um", LETRA)], METADADOS, DIA)
    molde.em_pdf([desenho.texto(10, 20, "outro " * 100, LETRA)], Metadados("x", "y", "z"), DIA)
    assert molde.em_pdf([desenho.texto(10, 20, "um", LETRA)], METADADOS, DIA) == primeiro


@pytest.mark.parametrize(
    "titulo", ["Boleto 1", "Cobrança nº 3", "Aspas “curvas” – e …", "(parêntese) \\ barra", "R$\xa01,00"]
)
def test_metadados_voltam_como_foram_escritos(molde: Molde, titulo: str) -> None:
    lidos = metadados_de(molde.em_pdf([], Metadados(titulo, "São João", "ação"), DIA))
    assert lidos["Title"] == titulo.replace("\xa0", " ")
    assert (lidos["Author"], lidos["Subject"], lidos["Creator"]) == ("São João", "ação", "Aviso de Débitos")
    assert lidos["CreationDate"] == "D:20261124"


def test_metadado_com_letra_que_falta_nao_derruba(molde: Molde) -> None:
    assert metadados_de(molde.em_pdf([], Metadados("漢\ud800", "", ""), DIA))["Title"] == "??"


def test_todas_as_posicoes_da_tabela_apontam_para_objetos(molde: Molde) -> None:
    pdf = molde.em_pdf([desenho.texto(10, 20, "x", LETRA)], METADADOS, DIA)
    inicio = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    linhas = pdf[inicio:].split(b"\n")
    assert linhas[0] == b"xref"
    for numero in range(1, int(linhas[1].split()[1])):
        posicao = int(linhas[2 + numero].split()[0])
        assert pdf[posicao:].startswith(b"%d 0 obj\n" % numero)


def test_documento_pede_que_a_impressao_nao_encolha(molde: Molde) -> None:
    pdf = molde.em_pdf([], METADADOS, DIA)
    assert b"/PrintScaling /None" in pdf
    assert b"(pt-BR)" in pdf


def test_o_arquivo_nao_passa_por_base_85(molde: Molde) -> None:
    saida = io.BytesIO()
    canvas = abrir(saida, METADADOS)
    canvas.addLiteral(desenho.texto(10, 10, "x", LETRA))
    canvas.save()
    assert b"ASCII85" not in saida.getvalue() + molde.em_pdf([], METADADOS, DIA)
