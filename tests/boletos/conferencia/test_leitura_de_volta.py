from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from boletos.conferencia.leitura_de_volta import conferir, conferir_relatorio
from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import desenho, ficha
from boletos.papel.documento import Metadados, Molde
from boletos.papel.folha import REGULAR, Letra
from boletos.relatorios import relatorio
from boletos.titulo import codigo
from regras.cadastro import Cliente, Empresa
from regras.erros import DadoInvalido

DIA = date(2016, 8, 10)


def test_boleto_certo_passa(boleto: Boleto) -> None:
    conferir(ficha.em_pdf(boleto), boleto, DIA)


def test_sem_vencimento_e_em_aberto_passa(boleto: Boleto) -> None:
    barras = codigo.montar("237", None, 0, "1234040000000045301234560")
    aberto = replace(
        boleto, vencimento=None, valor_centavos=0, codigo_barras=barras, linha_digitavel=codigo.para_linha(barras)
    )
    conferir(ficha.em_pdf(aberto), aberto, DIA)


@pytest.mark.parametrize(
    ("mudanca", "motivo"),
    [
        ({"banco": "001"}, "é do banco 237"),
        ({"vencimento": date(2016, 9, 2)}, "vence em 01/09/2016"),
        ({"vencimento": None}, "vence em 01/09/2016"),
        ({"valor_centavos": 141_51}, "é de R\\$\xa0141,50"),
        ({"codigo_barras": "10492697400000300001234560000100040000000048"}, "não se correspondem"),
    ],
)
def test_linha_que_diz_outra_coisa_e_recusada(boleto: Boleto, mudanca: dict[str, object], motivo: str) -> None:
    outro = replace(boleto, **mudanca)
    with pytest.raises(DadoInvalido, match=motivo):
        conferir(ficha.em_pdf(outro), outro, DIA)


def test_pdf_de_outro_boleto_e_recusado(boleto: Boleto) -> None:
    barras = codigo.montar("237", date(2016, 9, 1), 200_00, "1234040000000045301234560")
    outro = replace(boleto, linha_digitavel=codigo.para_linha(barras))
    with pytest.raises(DadoInvalido, match="não é a do boleto"):
        conferir(ficha.em_pdf(outro), boleto, DIA)


def test_digito_trocado_e_recusado(boleto: Boleto) -> None:
    errado = replace(boleto, linha_digitavel=boleto.linha_digitavel.replace("2379", "2378", 1))
    with pytest.raises(DadoInvalido, match="1º campo não confere"):
        conferir(ficha.em_pdf(errado), errado, DIA)


def test_linha_numa_via_so_e_recusada(boleto: Boleto) -> None:
    linha = codigo.formatar_linha(boleto.linha_digitavel)
    pdf = Molde().em_pdf([[desenho.texto(10, 10, linha, Letra(REGULAR, 9))]], Metadados("", "", ""), DIA)
    with pytest.raises(DadoInvalido, match="aparece em 1 das 2 vias"):
        conferir(pdf, boleto, DIA)


def test_linha_escrita_num_nome_nao_engana(boleto: Boleto) -> None:
    """O nome do pagador que repete uma linha digitável faz a conferência recusar, e não aceitar outra."""
    outra = "10491.23456 60000.100044 00000.000489 2 69740000030000"
    with pytest.raises(DadoInvalido):
        conferir(ficha.em_pdf(replace(boleto, pagador=Parte(outra))), boleto, DIA)


def test_vencimento_que_nao_se_le_mais_nao_passa(boleto: Boleto) -> None:
    with pytest.raises(DadoInvalido, match=r"não traz vencimento|vence em"):
        conferir(ficha.em_pdf(boleto), boleto, DIA + timedelta(days=4000))


def test_o_que_nao_e_pdf_e_recusado(boleto: Boleto) -> None:
    with pytest.raises(DadoInvalido, match="danificado"):
        conferir(b"nada", boleto, DIA)


def test_com_senha_a_linha_e_lida_pelo_leitor_de_pdf(boleto: Boleto) -> None:
    pdf = ficha.em_pdf(boleto, "45997")
    conferir(pdf, boleto, DIA, "45997")
    with pytest.raises(DadoInvalido, match="não é a do boleto"):
        conferir(pdf, replace(boleto, linha_digitavel="0" * 47), DIA, "45997")
    with pytest.raises(DadoInvalido, match="pede senha"):
        conferir(pdf, boleto, DIA, "00000")


_CLIENTE = Cliente("000123", "Padaria (Pão & Cia)", cpf_cnpj="52998224725")
_OUTRO = Cliente("000124", "Padaria (Pão & Cia)", cpf_cnpj="11222333000181")


@pytest.mark.parametrize("senha", ["", "12345"])
def test_boleto_so_passa_para_o_cliente_que_e_o_pagador(boleto: Boleto, senha: str) -> None:
    dele = replace(boleto, pagador=Parte(_CLIENTE.nome, "529.982.247-25"))
    pdf = ficha.em_pdf(dele, senha)
    conferir(pdf, dele, DIA, senha, cliente=_CLIENTE)
    with pytest.raises(DadoInvalido, match="o pagador impresso não é o cliente deste aviso"):
        conferir(pdf, dele, DIA, senha, cliente=_OUTRO)


def test_nome_do_pagador_que_imita_um_cpf_nao_engana(boleto: Boleto) -> None:
    imita = replace(boleto, pagador=Parte("112.223.330-00", "529.982.247-25"))
    conferir(ficha.em_pdf(imita), imita, DIA, cliente=_CLIENTE)


@pytest.mark.parametrize("senha", ["", "12345"])
def test_relatorio_so_passa_para_o_proprio_cliente(senha: str) -> None:
    empresa = Empresa("Aurora (Código) Ltda", "11222333000181", cidade="Código 000124")
    pdf = relatorio.em_pdf(relatorio.Relatorio(empresa, _CLIENTE, DIA, ()), senha)
    conferir_relatorio(pdf, _CLIENTE, senha)
    with pytest.raises(DadoInvalido, match="não é o do cliente deste aviso"):
        conferir_relatorio(pdf, _OUTRO, senha)


@pytest.mark.parametrize("codigo_do_cliente", ["a(b)\\c", "Código", "1" * 60, "é"])
def test_relatorio_de_codigo_estranho_confere(codigo_do_cliente: str) -> None:
    estranho = Cliente(codigo_do_cliente, "Código Código (x)")
    pdf = relatorio.em_pdf(relatorio.Relatorio(Empresa("Aurora", ""), estranho, DIA, ()))
    conferir_relatorio(pdf, estranho)
