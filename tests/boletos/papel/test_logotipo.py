from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageDraw

from boletos.papel import logotipo
from regras.erros import DadoInvalido


def em_arquivo(imagem: Image.Image, formato: str = "PNG") -> bytes:
    saida = io.BytesIO()
    imagem.save(saida, formato)
    return saida.getvalue()


def desenho(tamanho: tuple[int, int] = (900, 400)) -> Image.Image:
    imagem = Image.new("RGBA", tamanho, (0, 0, 0, 0))
    ImageDraw.Draw(imagem).ellipse((50, 50, tamanho[0] - 60, tamanho[1] - 60), fill=(11, 97, 117, 255))
    return imagem


def foto() -> Image.Image:
    """Ruído de muitas cores: o pior que pode vir."""
    pontos = bytes((x * y * 7 + x * 13 + y * 29) % 251 for y in range(600) for x in range(800 * 3))
    return Image.frombytes("RGB", (800, 600), pontos)


@pytest.mark.parametrize("imagem", [desenho(), foto()])
def test_fica_leve_no_pdf(imagem: Image.Image) -> None:
    pronto = logotipo.ler(logotipo.preparar(em_arquivo(imagem)))
    assert len(zlib.compress(pronto.tobytes())) <= logotipo.MAIOR_COMPRIMIDO_BYTES


def test_transparente_vira_branco_e_a_margem_sai() -> None:
    pronto = logotipo.ler(logotipo.preparar(em_arquivo(desenho())))
    assert pronto.mode == "RGB"
    assert pronto.getpixel((0, 0)) == (255, 255, 255)
    assert pronto.width / pronto.height == pytest.approx(790 / 290, rel=0.03)


@pytest.mark.parametrize("formato", ["EPS", "GIF", "BMP", "TIFF", "ICO", "PPM", "PDF"])
def test_formato_fora_da_lista_e_recusado_sem_ser_aberto(formato: str) -> None:
    arquivo = em_arquivo(desenho().convert("RGB"), formato)
    for abrir in (logotipo.preparar, logotipo.ler):
        with pytest.raises(DadoInvalido, match="use PNG, JPEG ou WebP"):
            abrir(arquivo)


def test_guardado_que_nao_e_como_o_preparado_e_recusado() -> None:
    for guardado in (em_arquivo(desenho((301, 160))), em_arquivo(desenho((150, 140)).convert("RGB"), "JPEG")):
        with pytest.raises(DadoInvalido):
            logotipo.ler(guardado)


@pytest.mark.parametrize("formato", ["JPEG", "WEBP"])
def test_formatos_comuns_servem(formato: str) -> None:
    assert logotipo.preparar(em_arquivo(desenho().convert("L"), formato)).startswith(b"\x89PNG")


def test_preparar_de_novo_nao_muda() -> None:
    pronto = logotipo.preparar(em_arquivo(desenho()))
    assert logotipo.ler(logotipo.preparar(pronto)).size == logotipo.ler(pronto).size


@pytest.mark.parametrize(
    ("conteudo", "motivo"),
    [
        (b"", "não é uma imagem"),
        (b"\x89PNG\r\n\x1a\n", "não é uma imagem"),
        (em_arquivo(desenho())[:300], "não é uma imagem"),
        (em_arquivo(Image.new("RGB", (50, 50), "white")), "toda em branco"),
        (em_arquivo(Image.new("1", (4_001, 10))), "o máximo é 4.000 por 4.000"),
        (b"x" * 5_000_001, "passa de 5 MB"),
    ],
)
def test_o_que_nao_serve_e_recusado_com_frase(conteudo: bytes, motivo: str) -> None:
    with pytest.raises(DadoInvalido, match=motivo):
        logotipo.preparar(conteudo)
