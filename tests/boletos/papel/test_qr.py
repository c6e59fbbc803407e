from __future__ import annotations

import re
import uuid
from datetime import date

import deqr
import pytest
import zxingcpp
from PIL import Image

from boletos.papel import leitura_pdf, qr
from boletos.papel.documento import Metadados, Molde
from tests.boletos.titulo.test_pix import DINAMICO, ESTATICO, com_crc
from tests.boletos.titulo.test_pix import com_valor as pix_com_valor

LONGO = com_crc("".join(("000201", "26", "99", "0014br.gov.bcb.pix25", "77", "p" * 77, "5" * 290, "6304")))


def desenhar(texto: str, lado_mm: float = 34) -> bytes:
    return Molde().em_pdf([[qr.em_vetor(texto, 40, 60, lado_mm)]], Metadados("", "", ""), date(2026, 11, 24))


def ler(pdf: bytes, dpi: int) -> list[deqr.QRCode]:
    """Lê com outra biblioteca, que não é a que gerou."""
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, dpi)
    cinza = Image.frombytes("RGB", (largura, altura), pontos).convert("L")
    return deqr.QRdecDecoder().decode(cinza, convert_data=False)


def texto_lido(lido: deqr.QRCode) -> str:
    return b"".join(parte.data for parte in lido.data_entries).decode("ascii")


@pytest.mark.parametrize("dpi", [110, 150, 300])
@pytest.mark.parametrize("texto", [ESTATICO, DINAMICO, pix_com_valor("12345.67"), LONGO])
def test_outra_biblioteca_le_o_mesmo_texto(texto: str, dpi: int) -> None:
    assert [texto_lido(lido) for lido in ler(desenhar(texto), dpi)] == [texto]


def test_correcao_e_m() -> None:
    assert ler(desenhar(DINAMICO), 300)[0].ecc_level == deqr.QREccLevel.M


def test_margem_tem_quatro_modulos_brancos_e_o_qr_ocupa_o_resto() -> None:
    modulos = len(qr.codificar(DINAMICO))
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(desenhar(DINAMICO), 1, 600)
    folha = Image.frombytes("RGB", (largura, altura), pontos).convert("L").point(lambda tom: 255 * (tom < 128))
    esquerda, alto, direita, pe = (ponto * 25.4 / 600 for ponto in folha.getbbox())
    margem = 34 * 4 / (modulos + 8)
    assert (esquerda, alto) == pytest.approx((40 + margem, 60 + margem), abs=0.1)
    assert (direita, pe) == pytest.approx((74 - margem, 94 - margem), abs=0.1)


def test_nao_ha_risco_claro_entre_as_linhas_de_um_bloco_escuro() -> None:
    """O quadrado do canto é preto por dentro em qualquer resolução."""
    modulo = 34 / (len(qr.codificar(DINAMICO)) + 8)
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(desenhar(DINAMICO), 1, 133)
    folha = Image.frombytes("RGB", (largura, altura), pontos).convert("L")
    canto = [round((origem + modulos * modulo) * 133 / 25.4) for modulos in (6.5, 8.5) for origem in (40, 60)]
    assert folha.crop(tuple(canto)).getextrema()[1] < 24


def test_e_vetor_e_preto() -> None:
    operadores = qr.em_vetor(DINAMICO, 0, 0, 34)
    assert "0 0 0 rg" in operadores
    assert set(re.findall("[A-Za-z]+", operadores)) == {"q", "cm", "rg", "re", "f", "Q"}


@pytest.mark.parametrize("semente", range(12))
def test_pix_quaisquer_sao_lidos_pelas_duas_bibliotecas_na_tela(semente: int) -> None:
    """A máscara é fixa: nenhum conteúdo pode deixar o QR ilegível."""
    endereco = f"pix.exemplo.com/qr/v2/{uuid.uuid5(uuid.NAMESPACE_URL, str(semente))}"
    nome = f"EMPRESA {'AB0 '[semente % 4] * semente}X"
    conta = f"0014br.gov.bcb.pix25{len(endereco):02}{endereco}"
    valor = f"{semente}.00"
    campos = f"00020126{len(conta):02}{conta}530398654{len(valor):02}{valor}5802BR59{len(nome):02}{nome}6304"
    texto = com_crc(campos)
    pdf = desenhar(texto, 26)
    assert [texto_lido(lido) for lido in ler(pdf, 150)] == [texto]
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 110)
    folha = Image.frombytes("RGB", (largura, altura), pontos)
    assert [lido.text for lido in zxingcpp.read_barcodes(folha)] == [texto]
