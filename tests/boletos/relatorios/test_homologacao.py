from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image

from boletos.bancos import obter
from boletos.papel import leitura_pdf
from boletos.relatorios.homologacao import boletos, casos, cobertos, em_pdf
from boletos.titulo import exame
from boletos.titulo.codigo import formatar_linha
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.boletos.contas_de_exemplo import CONTAS
from tests.conftest import HOJE

ITAU = ContaCobranca("ITAU", "341", "109", agencia="0810", conta="53678", conta_dv="9")
SICREDI = ContaCobranca("SICREDI", "748", "1", "0156", convenio="85305", modalidade="1", posto="05", byte_geracao="2")


@pytest.mark.parametrize("nome", CONTAS)
def test_ha_quantos_boletos_o_banco_pede_e_todo_digito_que_o_calculo_da(nome: str) -> None:
    conta = CONTAS[nome]
    feitos = casos(conta, EMPRESA_DE_EXEMPLO, HOJE)
    assert 10 <= len(feitos) <= 20
    assert {caso.boleto.codigo_barras[4] for caso in feitos} == set("123456789")
    for campo in ("valor_centavos", "vencimento", "nosso_numero"):
        assert len({getattr(caso.boleto, campo) for caso in feitos}) == len(feitos)
    leiaute, modelo = obter(conta.banco).leiaute(conta), Titulo.da_conta(conta, ano="26", valor_centavos=1)
    documento = EMPRESA_DE_EXEMPLO.cpf_cnpj
    todos = [
        leiaute.digitos(
            modelo._replace(nosso_numero=str(numero), seu_numero=str(numero), documento_beneficiario=documento)
        )
        for numero in range(1, 400)
    ]
    for qual, vistos in enumerate(zip(*((caso.do_numero, caso.do_campo_livre) for caso in feitos), strict=True)):
        for posicao in range(len(todos[0][qual])):
            assert {digitos[qual][posicao] for digitos in todos} == {visto[posicao] for visto in vistos}


def test_a_caixa_recebe_dez_digitos_do_campo_livre_e_os_telefones_no_boleto() -> None:
    feitos = casos(CONTAS["104"], EMPRESA_DE_EXEMPLO, HOJE)
    assert {caso.boleto.codigo_barras[-1] for caso in feitos} == set("0123456789")
    assert {caso.do_campo_livre for caso in feitos} == set("0123456789")
    for caso in feitos:
        linha = caso.boleto.instrucoes[-1].replace("\N{NO-BREAK SPACE}", " ")
        assert linha.startswith("SAC CAIXA: 0800 726 0101.")
        assert "Ouvidoria: 0800 725 7474" in linha
    assert cobertos(feitos) == "geral 123456789; do nosso número 0123456789; do campo livre 0123456789"


def test_os_codigos_sao_os_de_verdade_e_o_boleto_diz_que_nao_se_paga() -> None:
    for boleto in boletos(ITAU, EMPRESA_DE_EXEMPLO, HOJE):
        lido = exame.decodificar(boleto.linha_digitavel, HOJE)
        assert (lido.banco, lido.vencimento, lido.valor_centavos) == ("341", boleto.vencimento, boleto.valor_centavos)
        assert "Boleto de homologação, não registrado: não pagar." in boleto.instrucoes
        assert not boleto.sem_valor
        assert boleto.vencimento is not None
        assert boleto.vencimento <= HOJE + timedelta(days=365)


def test_a_sequencia_comeca_de_onde_se_pede() -> None:
    assert boletos(ITAU, EMPRESA_DE_EXEMPLO, HOJE, primeiro=5000)[0].nosso_numero >= "109/00005000"


def test_conta_ainda_nao_homologada_gera_a_pagina() -> None:
    assert len(boletos(replace(ITAU, carteira="175"), EMPRESA_DE_EXEMPLO, HOJE)) == 10


def test_o_pdf_traz_o_resumo_as_fichas_e_os_quadros() -> None:
    pdf = em_pdf(ITAU, EMPRESA_DE_EXEMPLO, HOJE)
    prontos = boletos(ITAU, EMPRESA_DE_EXEMPLO, HOJE)
    assert leitura_pdf.contar_paginas(pdf) == 1 + 2 * len(prontos)
    texto = leitura_pdf.texto(pdf)
    for boleto in prontos:
        # No resumo, duas vezes na ficha e uma no quadro.
        assert texto.count(formatar_linha(boleto.linha_digitavel)) == 4
        assert boleto.codigo_barras in texto
    assert "DAC de agência e conta" in texto
    assert em_pdf(ITAU, EMPRESA_DE_EXEMPLO, HOJE) == pdf


def test_a_barra_de_uma_folha_le_se_de_volta() -> None:
    pdf = em_pdf(SICREDI, EMPRESA_DE_EXEMPLO, HOJE)
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 2, 150)
    (lida,) = zxingcpp.read_barcodes(Image.frombytes("RGB", (largura, altura), pontos))
    assert lida.text == boletos(SICREDI, EMPRESA_DE_EXEMPLO, HOJE)[0].codigo_barras


@pytest.mark.parametrize(
    ("conta", "frase"),
    [
        (replace(ITAU, agencia=""), "agência"),
        (ContaCobranca("NU", "260", ""), "só com a linha digitável"),
    ],
)
def test_conta_que_nao_calcula_diz_por_que(conta: ContaCobranca, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        em_pdf(conta, EMPRESA_DE_EXEMPLO, HOJE)
