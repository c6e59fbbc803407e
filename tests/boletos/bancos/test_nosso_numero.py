"""O nosso número como o ERP o escreve, em cada banco: o que sai, e o que se recusa."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boletos import bancos
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from tests.boletos.nosso_numero import dv_de, numero_de

BB7 = ContaCobranca("1", "001", "17", convenio="1234567")
BB6 = ContaCobranca("1", "001", "17", convenio="521475", agencia="0131", conta="59127")
SANTANDER = ContaCobranca("2", "033", "101", convenio="1234567")
CAIXA = ContaCobranca("3", "104", "RG", convenio="245274")
BRADESCO = ContaCobranca("4", "237", "09", agencia="1923", conta="31718")
ITAU = ContaCobranca("5", "341", "109", agencia="0810", conta="53678")
SICREDI = ContaCobranca("6", "748", "1", agencia="0710", posto="65", convenio="129", byte_geracao="2")
SICOOB = ContaCobranca("7", "756", "1", agencia="4277", convenio="172278")


def _numero(conta: ContaCobranca, nosso_numero: str, ano: str = "16") -> str:
    titulo = Titulo.da_conta(conta, nosso_numero=nosso_numero, ano=ano)
    return numero_de(bancos.obter(conta.banco), titulo)


@pytest.mark.parametrize(
    ("conta", "texto", "numero"),
    [
        (BB7, "12345670000000321", "12345670000000321"),
        (BB7, "1234567.0000000321", "12345670000000321"),
        (BB7, "321", "12345670000000321"),
        (BB6, "25859", "52147525859"),
        (BB6, "52147525859", "52147525859"),
        (BB6, "52147525859-7", "52147525859"),
        (BB6, "258597", "52147525859"),
        (replace(BB6, convenio="1233"), "1234567-X", "12331234567"),
        (replace(BB6, convenio="1233"), "1234567x", "12331234567"),
        (SANTANDER, "566612457800-2", "566612457800"),
        (SANTANDER, "5666124578002", "566612457800"),
        (CAIXA, "14000000000000012-0", "14000000000000012"),
        (CAIXA, "14000000000000012", "14000000000000012"),
        (CAIXA, "12", "14000000000000012"),
        (replace(CAIXA, carteira="24"), "12", "24000000000000012"),
        (replace(CAIXA, modalidade="1"), "12", "11000000000000012"),
        (BRADESCO, "09/00000000453-P", "00000000453"),
        (BRADESCO, "009/00000000453-p", "00000000453"),
        (BRADESCO, "0900000000453P", "00000000453"),
        (BRADESCO, "0900000000453", "00000000453"),
        (BRADESCO, "453 - P", "00000000453"),
        (ITAU, "109/00012345-6", "00012345"),
        (ITAU, "109-00012345-6", "00012345"),
        (ITAU, "000123456", "00012345"),
        (ITAU, "10900012345", "00012345"),
        (SICREDI, "16/208879-3", "16208879"),
        (SICREDI, "16/2-08879-3", "16208879"),
        (SICREDI, "162088793", "16208879"),
        (SICREDI, "16208879", "16208879"),
        (SICREDI, "208879", "16208879"),
        (SICREDI, "8879-3", "16208879"),
        (SICREDI, "8879", "16208879"),
        (SICOOB, "0000004-0", "0000004"),
        (SICOOB, "00000040", "0000004"),
    ],
)
def test_mascara_prefixo_e_dv_do_nosso_numero_sao_retirados(conta: ContaCobranca, texto: str, numero: str) -> None:
    assert _numero(conta, texto) == numero


@pytest.mark.parametrize(
    ("conta", "texto", "frase"),
    [
        (BB7, "3219-1", "este nosso número não tem dígito"),
        (BB7, "123456789012", "não cabe"),
        (BB6, "52147525859-8", "traz o dígito 8, e o calculado é 7"),
        (CAIXA, "14000000000000012-4", "traz o dígito 4, e o calculado é 0"),
        (CAIXA, "24000000000000012", "não cabe"),
        (BRADESCO, "00000000453-1", "traz o dígito 1, e o calculado é P"),
        (BRADESCO, "06/00000000453-0", "prefixo 06, que não é o da conta"),
        (ITAU, "112/00012345-6", "prefixo 112, que não é o da conta"),
        (SICREDI, "16/208879-4", "traz o dígito 4, e o calculado é 3"),
        (SICREDI, "308879", "traz o dígito 9"),
        (SICREDI, "1234567", "não cabe"),
        (SICOOB, "0000004-1", "traz o dígito 1, e o calculado é 0"),
        (SICOOB, "", "falta informar"),
        (SICOOB, " - ", "falta informar"),
        (SICOOB, "12A4", "não são só algarismos"),
        (SICOOB, "12-34", "não são só algarismos"),
        (SICOOB, "٣", "não são só algarismos"),
        (SICOOB, "1" * 500, "não cabe"),
    ],
)
def test_nosso_numero_que_nao_confere_e_recusado(conta: ContaCobranca, texto: str, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        _numero(conta, texto)


def test_sicredi_sem_ano_pede_a_emissao() -> None:
    with pytest.raises(DadoInvalido, match="informe a emissão"):
        _numero(SICREDI, "8879", ano="")


def test_sicredi_de_seis_algarismos_com_duas_leituras_e_recusado() -> None:
    """Byte e sequencial, ou sequencial e DV? Quando as duas fecham, ninguém adivinha."""
    banco, conta = bancos.obter("748"), SICREDI
    sequenciais = (f"2{n:04d}" for n in range(10000))
    digitos = ((texto, dv_de(banco, Titulo.da_conta(conta, nosso_numero=texto, ano="16"))) for texto in sequenciais)
    ambiguo = "".join(next(digitos))
    with pytest.raises(DadoInvalido, match="mais de uma leitura"):
        _numero(conta, ambiguo)
