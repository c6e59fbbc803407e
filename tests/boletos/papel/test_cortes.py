"""Nada é cortado calado: o que não cabe na folha é dito, e o copia e cola se copia inteiro."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from boletos.emissao.amostra import amostra
from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import ficha, leitura_pdf, logotipo
from boletos.papel.ficha import em_pdf
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.boletos.contas_de_exemplo import CONTAS
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.boletos.titulo.test_pix import com_valor

LOGO = logotipo.preparar(em_arquivo(desenho()))


def test_o_que_cabe_encolhido_ou_quebrado_nao_e_corte(boleto: Boleto) -> None:
    longo = replace(boleto, pagador=Parte("Indústria e Comércio de Confecções Irmãos Vasconcelos e Filhos Limitada"))
    assert ficha.cortados(longo) == ficha.cortados(longo, do_carne=True) == ()


def test_o_que_sai_cortado_e_dito_com_o_que_faltou(boleto: Boleto) -> None:
    nome = "Confecções " * 40 + "do fim"
    [frase] = ficha.cortados(replace(boleto, pagador=Parte(nome)))
    assert frase.startswith("“Confecções Confecções")
    assert frase.endswith("do fim”")
    impresso = leitura_pdf.texto(em_pdf(replace(boleto, pagador=Parte(nome))))
    assert "do fim" not in impresso.split("Continuação do boleto")[0]


def test_instrucoes_e_dados_da_conta_que_nao_cabem_sao_ditos(boleto: Boleto) -> None:
    demais = replace(
        boleto, instrucoes=("Não receber depois do prazo combinado. " * 8,) * 9, local_pagamento="banco " * 60
    )
    frases = ficha.cortados(demais)
    assert len(frases) == 2
    assert any(frase.startswith("“banco banco") for frase in frases)
    assert any(frase.startswith("“Não receber") for frase in frases)


def test_no_carne_cabe_menos(boleto: Boleto) -> None:
    nome = (
        "Indústria e Comércio de Confecções e Artefatos de Couro Irmãos Vasconcelos de Albuquerque e Filhos Ltda Falida"
    )
    assert ficha.cortados(replace(boleto, pagador=Parte(nome))) == ()
    assert len(ficha.cortados(replace(boleto, pagador=Parte(nome)), do_carne=True)) == 1


def test_copia_e_cola_copia_numa_linha_so(boleto: Boleto) -> None:
    """ActualText: o leitor copia o código inteiro, embora ele quebre na folha."""
    longo = com_valor("141.50")
    assert longo in leitura_pdf.texto(em_pdf(replace(boleto, pix=longo)))


@pytest.mark.parametrize("nome", CONTAS)
def test_texto_do_proprio_banco_nunca_e_cortado(nome: str) -> None:
    """Na folha e no carnê, também com beneficiário final, Pix e logotipo."""
    um = amostra(CONTAS[nome], EMPRESA_DE_EXEMPLO, date(2026, 11, 24))
    completo = replace(
        um, pix=com_valor("0.01"), beneficiario_final=Parte("Fundo Horizonte Multissetorial"), logotipo=LOGO
    )
    for boleto in (um, completo):
        assert ficha.cortados(boleto) == ficha.cortados(boleto, do_carne=True) == ()
