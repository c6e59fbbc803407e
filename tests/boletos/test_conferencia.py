from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from boletos import codigo, desenho, ficha
from boletos.boleto import Boleto, Parte
from boletos.conferencia import conferir
from boletos.documento import Metadados, Molde
from boletos.folha import REGULAR, Letra
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
    pdf = Molde([]).em_pdf([desenho.texto(10, 10, linha, Letra(REGULAR, 9))], Metadados("", "", ""), DIA)
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
