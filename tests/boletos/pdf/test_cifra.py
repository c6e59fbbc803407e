from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletos.emissao.boleto import Boleto
from boletos.papel import carne, desenho, ficha, leitura_pdf, logotipo
from boletos.papel.documento import Metadados, Molde
from boletos.papel.folha import REGULAR, Letra
from boletos.relatorios import relatorio
from regras.cadastro import Cliente, Empresa
from regras.erros import DadoInvalido
from tests.boletos.papel.test_logotipo import desenho as figura
from tests.boletos.papel.test_logotipo import em_arquivo

SENHA = "45997"
DIA = date(2026, 11, 24)
CLIENTE = Cliente("7", "Padaria São João", cpf_cnpj="11144477735")


def documentos(boleto: Boleto, senha: str) -> list[bytes]:
    do_cliente = relatorio.Relatorio(Empresa("Aurora", "11222333000181"), CLIENTE, DIA, ())
    return [
        ficha.em_pdf(boleto, senha),
        ficha.em_pdf(replace(boleto, pdf_a=True), senha),
        carne.em_pdf([boleto] * 4, senha),
        relatorio.em_pdf(do_cliente, senha),
    ]


def test_a_senha_e_de_256_bits_na_revisao_6(boleto: Boleto) -> None:
    for pdf in documentos(boleto, SENHA):
        assert b"/V 5 /R 6 /Length 256" in pdf
        assert b"/CFM /AESV3" in pdf
        with closing(pypdfium2.PdfDocument(pdf, password=SENHA)) as documento:
            assert pypdfium2.raw.FPDF_GetSecurityHandlerRevision(documento.raw) == 6


def test_sem_a_senha_nada_se_le(boleto: Boleto) -> None:
    segredos = [texto.encode(letras) for texto in (boleto.pagador.nome, CLIENTE.nome) for letras in ("cp1252", "utf-8")]
    for pdf in documentos(boleto, SENHA):
        for errada in ("", "45998", SENHA + "0"):
            with pytest.raises(DadoInvalido, match="pede senha"):
                leitura_pdf.contar_paginas(pdf, errada)
        assert not any(segredo in pdf for segredo in segredos)


def test_com_a_senha_tudo_volta_igual(boleto: Boleto) -> None:
    com_figura = replace(boleto, logotipo=logotipo.preparar(em_arquivo(figura())))
    for fechado, aberto in zip(documentos(com_figura, SENHA), documentos(com_figura, ""), strict=True):
        assert leitura_pdf.texto(fechado, SENHA) == leitura_pdf.texto(aberto)
        assert leitura_pdf.pagina_em_rgb(fechado, 1, 72, SENHA) == leitura_pdf.pagina_em_rgb(aberto, 1, 72)
        with closing(pypdfium2.PdfDocument(fechado, password=SENHA)) as um, closing(pypdfium2.PdfDocument(aberto)) as o:
            assert um.get_metadata_dict() == o.get_metadata_dict()


def test_dois_conteudos_nunca_levam_a_mesma_chave(boleto: Boleto) -> None:
    um, outro = (ficha.em_pdf(replace(boleto, documento=documento), SENHA) for documento in "12")
    for campo in (b"/U <", b"/UE <", b"/O <", b"/Perms <"):
        de_um, de_outro = (pdf[pdf.index(campo) :][:60] for pdf in (um, outro))
        assert de_um != de_outro


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), min_size=1, max_size=140))
def test_qualquer_senha_abre_o_que_fechou(senha: str) -> None:
    pdf = Molde().em_pdf([[desenho.texto(9, 9, "oi", Letra(REGULAR, 9))]], Metadados("", "", ""), DIA, senha)
    assert leitura_pdf.texto(pdf, senha) == "oi"
