"""O boleto, o carnê e o relatório que se guardam e se leem em voz alta: PDF/A-2u e PDF/UA-1."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from contextlib import closing
from ctypes import create_string_buffer
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as cru
import pytest

from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import carne, ficha, leitura_pdf, logotipo
from boletos.pdf import arquivamento
from boletos.relatorios import relatorio
from regras.cadastro import Cliente, Empresa
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.boletos.titulo.test_pix import com_valor

DIA = date(2016, 8, 22)
KB = 1024
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def descricao(pdf: bytes) -> ElementTree.Element:
    [xmp] = re.findall(rb"<x:xmpmeta.*</x:xmpmeta>", pdf, re.DOTALL)
    return ElementTree.fromstring(xmp)  # noqa: S314 - o que nós mesmos escrevemos


def propriedade(pdf: bytes, nome: str) -> str:
    return next(str(um.attrib[nome]) for um in descricao(pdf).iter(f"{RDF}Description") if nome in um.attrib)


def tudo(pdf: bytes) -> bytes:
    """O arquivo com os fluxos abertos."""
    abertos = []
    for dados in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            abertos.append(zlib.decompress(dados))
        except zlib.error:
            abertos.append(dados)
    return pdf + b"\n".join(abertos)


@pytest.fixture
def completo(boleto: Boleto) -> Boleto:
    return replace(
        boleto,
        pdf_a=True,
        pix=com_valor("141.50"),
        logotipo=logotipo.preparar(em_arquivo(desenho())),
        processamento=DIA,
    )


def arvore(pdf: bytes, pagina: int = 0) -> list[tuple[str, str]]:
    """(tipo, texto alternativo) dos elementos de uma página, como o leitor de PDF os vê."""
    achados: list[tuple[str, str]] = []

    def ler(funcao: Callable[..., int], elemento: object) -> str:
        tamanho = funcao(elemento, None, 0)
        octetos = create_string_buffer(max(tamanho, 2))
        funcao(elemento, octetos, tamanho)
        return octetos.raw[: max(tamanho - 2, 0)].decode("utf-16-le")

    def descer(elemento: object) -> None:
        achados.append(
            (ler(cru.FPDF_StructElement_GetType, elemento), ler(cru.FPDF_StructElement_GetAltText, elemento))
        )
        for filho in range(cru.FPDF_StructElement_CountChildren(elemento)):
            if dentro := cru.FPDF_StructElement_GetChildAtIndex(elemento, filho):
                descer(dentro)

    with closing(pypdfium2.PdfDocument(pdf)) as documento, closing(documento[pagina]) as folha:
        raiz = cru.FPDF_StructTree_GetForPage(folha.raw)
        for filho in range(cru.FPDF_StructTree_CountChildren(raiz)):
            descer(cru.FPDF_StructTree_GetChildAtIndex(raiz, filho))
        cru.FPDF_StructTree_Close(raiz)
    return achados


def test_o_documento_diz_que_e_de_arquivo_e_o_que_e(completo: Boleto) -> None:
    pdf = ficha.em_pdf(completo)
    assert propriedade(pdf, "{http://www.aiim.org/pdfa/ns/id/}part") == "2"
    assert propriedade(pdf, "{http://www.aiim.org/pdfa/ns/id/}conformance") == "U"
    assert propriedade(pdf, "{http://www.aiim.org/pdfua/ns/id/}part") == "1"
    assert propriedade(pdf, "{http://ns.adobe.com/xap/1.0/}CreateDate") == "2016-08-22"
    textos = [um.text for um in descricao(pdf).iter(f"{RDF}li")]
    with closing(pypdfium2.PdfDocument(pdf)) as documento:
        metadados = documento.get_metadata_dict()
    assert {metadados["Title"], metadados["Author"], metadados["Subject"]} <= set(textos)
    assert metadados["CreationDate"] == "D:20160822"


def test_titulo_de_qualquer_letra_nao_quebra_a_descricao(completo: Boleto) -> None:
    dificil = replace(completo, documento="<a> & “b” \x7f", beneficiario=Parte("A & B <Ltda>"))
    assert any("<a> & “b”" in (um.text or "") for um in descricao(ficha.em_pdf(dificil)).iter(f"{RDF}li"))


def test_nenhuma_fonte_fica_de_fora(completo: Boleto) -> None:
    for pdf in (ficha.em_pdf(completo), carne.em_pdf([completo] * 4)):
        aberto = tudo(pdf)
        assert aberto.count(b"/Subtype /Type1C") == 2
        assert len(re.findall(rb"/Type /Font /Subtype", aberto)) == aberto.count(b"/FontFile3") == 2
        assert b"/GTS_PDFA1" in aberto
        assert b"\xa0" not in b"".join(re.findall(rb"\((?:[^()\\]|\\.)*\) Tj", aberto))


def test_letra_rara_traz_a_fonte_inteira_e_sai_escrita(completo: Boleto) -> None:
    comum, raro = completo, replace(completo, pagador=Parte("Größe Æther", completo.pagador.cpf_cnpj))
    assert b"AVISOC+Arimo" in tudo(ficha.em_pdf(comum))
    assert b"AVISOT+Arimo" in tudo(ficha.em_pdf(raro))
    assert "Größe Æther" in leitura_pdf.texto(ficha.em_pdf(raro))


def test_o_leitor_de_tela_ve_titulos_paragrafos_e_figuras_com_nome(completo: Boleto) -> None:
    elementos = arvore(ficha.em_pdf(completo))
    assert elementos[0][0] == "Document"
    assert elementos[1][0] == "H1"
    alternativos = [alternativo for tipo, alternativo in elementos if tipo == "Figure"]
    assert len(alternativos) == 2
    assert "linha digitável" in "".join(alternativos)
    assert "Pix" in "".join(alternativos)


def test_cada_via_do_carne_esta_na_arvore(completo: Boleto) -> None:
    pdf = carne.em_pdf([completo] * 4)
    assert [sum(tipo == "H1" for tipo, _ in arvore(pdf, pagina)) for pagina in (0, 1)] == [3, 1]


def test_o_relatorio_e_tabela_de_verdade() -> None:
    do_cliente = relatorio.Relatorio(Empresa("Aurora", "11222333000181"), Cliente("7", "São João"), DIA, ())
    pdf = relatorio.em_pdf(do_cliente)
    assert [tipo for tipo, _ in arvore(pdf)].count("H1") == 1
    assert propriedade(pdf, "{http://ns.adobe.com/xap/1.0/}CreateDate") == "2016-08-22"


def test_sem_fonte_dentro_ou_com_ela_a_folha_e_a_mesma(completo: Boleto) -> None:
    de_arquivo, comum = (ficha.em_pdf(replace(completo, pdf_a=pdf_a)) for pdf_a in (True, False))
    assert leitura_pdf.texto(de_arquivo).replace("\xa0", " ") == leitura_pdf.texto(comum).replace("\xa0", " ")


def test_com_senha_deixa_de_ser_pdf_a_e_segue_acessivel(completo: Boleto) -> None:
    com_senha = arquivamento.descrever("t", "a", "s", "p", DIA, de_arquivo=False)
    assert b"pdfuaid:part" in com_senha
    assert b"pdfaid" not in com_senha
    assert b"/Encrypt" in ficha.em_pdf(completo, "123")


def test_o_peso_cabe_no_prometido(completo: Boleto) -> None:
    assert len(ficha.em_pdf(replace(completo, pix=""))) <= 20 * KB
    assert len(ficha.em_pdf(completo)) <= 22 * KB


def test_mesmo_boleto_da_os_mesmos_bytes(completo: Boleto) -> None:
    assert ficha.em_pdf(completo) == ficha.em_pdf(replace(completo))
    assert ficha.em_pdf(completo, "9") == ficha.em_pdf(replace(completo), "9")
