from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.titulo import pix
from regras.erros import DadoInvalido

ESTATICO = (
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal"
    "6008BRASILIA62070503***63041D3D"
)
DINAMICO = (
    "00020101021226770014BR.GOV.BCB.PIX2555pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a99"
    "5204000053039865802BR5907EMPRESA6009SAO PAULO62070503***6304EEAB"
)


def com_crc(ate_o_crc: str) -> str:
    return ate_o_crc + pix.calcular_crc(ate_o_crc)


def com_valor(valor: str) -> str:
    antes, depois = DINAMICO[:-8].split("5802BR")
    return com_crc(f"{antes}54{len(valor):02}{valor}5802BR{depois}6304")


def test_rotina_do_crc_da_o_valor_de_conferencia() -> None:
    assert pix.calcular_crc("123456789") == "29B1"


def test_exemplo_publicado_de_dinamico_confere() -> None:
    assert pix.conferir(f"  {DINAMICO}\n", 100) == DINAMICO


def com_endereco(endereco: str) -> str:
    conta = f"0014br.gov.bcb.pix25{len(endereco):02}{endereco}"
    return com_crc(f"00020126{len(conta):02}{conta}{DINAMICO[93:-4]}")


def com_txid(txid: str) -> str:
    return com_crc(f"{DINAMICO[:-19]}62{len(txid) + 4:02}05{len(txid):02}{txid}6304")


def test_pix_de_chave_e_recusado_porque_nao_baixa_o_boleto() -> None:
    with pytest.raises(DadoInvalido, match=r"chave Pix.*não baixa o boleto"):
        pix.conferir(ESTATICO, 100)
    conta = "0014br.gov.bcb.pix0111123456789092511pix.com/abc"
    with pytest.raises(DadoInvalido, match="chave Pix"):
        pix.conferir(com_crc(f"00020126{len(conta):02}{conta}{DINAMICO[93:-4]}"), 100)


def test_endereco_vai_sem_protocolo_nem_espaco() -> None:
    assert pix.conferir(com_endereco("pix.com/" + "a" * 69), 100)
    for endereco in ("https://pix.com/qr", "pix.com/a b"):
        with pytest.raises(DadoInvalido, match="endereço que os bancos não leem"):
            pix.conferir(com_endereco(endereco), 100)


@pytest.mark.parametrize("txid", ["***", "a1B2", "x" * 35])
def test_identificador_de_dinamico_confere(txid: str) -> None:
    assert pix.conferir(com_txid(txid), 100)


@pytest.mark.parametrize("txid", ["x" * 36, "a-b", "**", "****"])
def test_identificador_que_nao_e_de_dinamico_e_recusado(txid: str) -> None:
    with pytest.raises(DadoInvalido, match="identificador"):
        pix.conferir(com_txid(txid), 100)


@pytest.mark.parametrize("valor", ["141.50", "141.5"])
def test_valor_igual_ao_do_boleto_confere(valor: str) -> None:
    assert pix.conferir(com_valor(valor), 141_50) == com_valor(valor)


def test_valor_redondo_pode_vir_sem_casas() -> None:
    assert pix.conferir(com_valor("141"), 141_00)


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("", "não é um copia e cola"),
        ("qualquer coisa", "cortado"),
        (DINAMICO[:-1], "cortado"),
        (DINAMICO[:-1] + "C", "CRC"),
        (DINAMICO.replace("EMPRESA", "EMPRESB"), "CRC"),
        (DINAMICO + "6304EEAB", "cortado"),
        (com_crc(DINAMICO[:-8].replace("BR.GOV.BCB.PIX", "BR.GOV.BCB.PIZ") + "6304"), "br.gov.bcb.pix"),
        (com_crc(DINAMICO[:-8].replace("5303986", "5303840") + "6304"), "em reais"),
        (com_crc(DINAMICO[:-8].replace("5802BR", "5802PT") + "6304"), "em reais"),
        (com_crc("0002026304"), "não é um copia e cola"),
        (com_valor("141.51"), "é de R\\$\xa0141,51, e o boleto é de R\\$\xa0141,50"),
        (com_valor("1e3"), "valor que não se lê"),
        (com_valor("141,50"), "valor que não se lê"),
        (DINAMICO.replace("SAO", "SÃO"), "letra que um Pix não tem"),
        (DINAMICO.replace("EMPRESA", "EMPRE\nA"), "letra que um Pix não tem"),
        ("0" * 513, "passa de 512"),
    ],
)
def test_o_que_nao_e_do_boleto_e_recusado_com_frase(texto: str, motivo: str) -> None:
    with pytest.raises(DadoInvalido, match=motivo):
        pix.conferir(texto, 141_50)


@given(st.integers(0, len(DINAMICO) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_uma_letra_trocada_nunca_passa(posicao: int, letra: str) -> None:
    trocado = DINAMICO[:posicao] + letra + DINAMICO[posicao + 1 :]
    if trocado != DINAMICO:
        with pytest.raises(DadoInvalido):
            pix.conferir(trocado, 100)


@given(st.text(max_size=600))
def test_texto_nenhum_derruba_a_conferencia(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        pix.conferir(texto, 100)
