"""O que não cabe na folha vai inteiro a outra página, e a folha diz."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from boletos.avulso import avulso
from boletos.conferencia.leitura_de_volta import conferir
from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import carne, continuacao, ficha, leitura_pdf
from tests.boletos.avulso.test_avulso import HOJE, ITEM

FIM = "esta é a última instrução."
DEMAIS = (*("Não receber depois do prazo combinado com o vendedor. " * 8,) * 9, FIM)
NOME = "Confecções " * 40 + "do fim"


def paginas(pdf: bytes) -> list[str]:
    return leitura_pdf.texto(pdf).split("Continuação do boleto")


@pytest.mark.parametrize("pdf_a", [False, True])
def test_instrucoes_que_nao_cabem_vao_inteiras_a_segunda_pagina(boleto: Boleto, pdf_a: bool) -> None:
    pdf = ficha.em_pdf(replace(boleto, instrucoes=DEMAIS, pdf_a=pdf_a))
    assert leitura_pdf.contar_paginas(pdf) == 2
    folha, outra = paginas(pdf)
    assert folha.count("seguem, inteiras, na outra página") == 2
    assert FIM not in folha
    assert FIM in outra
    assert " ".join(outra.split()).count("Não receber") == 72
    assert boleto.nosso_numero in outra


def test_nome_cortado_tambem_sai_inteiro_e_o_boleto_confere(boleto: Boleto) -> None:
    longo = replace(boleto, pagador=Parte(NOME, boleto.pagador.cpf_cnpj))
    pdf = ficha.em_pdf(longo)
    assert "do fim" in paginas(pdf)[1]
    conferir(pdf, longo, boleto.processamento)


def test_o_que_cabe_nao_ganha_pagina(boleto: Boleto) -> None:
    assert leitura_pdf.contar_paginas(ficha.em_pdf(boleto)) == 1


@pytest.mark.parametrize("pdf_a", [False, True])
def test_no_carne_as_continuacoes_vao_no_fim(boleto: Boleto, pdf_a: bool) -> None:
    cheio = replace(boleto, instrucoes=DEMAIS, pdf_a=pdf_a)
    pdf = carne.em_pdf([cheio, replace(boleto, pdf_a=pdf_a), cheio, cheio])
    assert leitura_pdf.contar_paginas(pdf) == 2 + 3
    assert [FIM in pagina for pagina in paginas(pdf)] == [False, True, True, True]
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 150)
    assert len(zxingcpp.read_barcodes(Image.frombytes("RGB", (largura, altura), pontos))) == 3


def test_o_que_nao_cabe_numa_pagina_segue_em_mais_de_uma() -> None:
    feitas = continuacao.paginas(["de quem"], {"instrucoes": ("instrução comprida",) * 150}, 1)
    assert len(feitas) == 3
    assert [um.pagina for pagina in feitas for um in pagina.elementos][-1] == 3


def test_o_comando_avisa_o_que_segue_na_outra_pagina() -> None:
    feito = avulso.gerar(ITEM | {"instrucoes": list(DEMAIS)}, HOJE)
    assert any("segue inteiro em outra página" in aviso for aviso in feito.avisos)
