"""O logotipo de quem cobra: qualquer imagem vira uma pequena, de poucas cores, que não pesa no boleto.

A conversão é feita uma vez, no cadastro. O que fica guardado é um PNG que já está como vai no PDF.
"""

from __future__ import annotations

import io
import warnings
import zlib

from PIL import Image, UnidentifiedImageError

from regras.erros import DadoInvalido

# O limite da casa é menor, e é dito em frase.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

CAMPO = "logotipo"
MAIOR_ARQUIVO_BYTES = 5_000_000
MAIOR_COMPRIMIDO_BYTES = 2_300
"""Dos pontos, como vão no PDF: o boleto inteiro fica abaixo de 8 KB, e de 9 com Pix."""
_MAIORES_LADOS = (4_000, 4_000)
_ACEITOS = ("PNG", "JPEG", "WEBP")
"""Por lista: a biblioteca sabe de outros, e um deles (EPS) executaria o programa que vem dentro do arquivo."""
_GUARDADO = ("PNG",)
_BRANCO = "white"
_TENTATIVAS = (((300, 150), 16), ((240, 120), 12), ((200, 100), 8), ((150, 75), 8), ((120, 60), 4), ((80, 40), 4))
"""Tamanho máximo e cores, da melhor à mais leve."""


def preparar(conteudo: bytes) -> bytes:
    """Devolve o logotipo em PNG, sobre branco, aparado e com poucas cores.

    Args:
        conteudo: o arquivo do operador, em PNG, JPEG ou WebP.

    Raises:
        DadoInvalido: não é uma imagem que se leia, é grande demais ou está em branco.
    """
    if len(conteudo) > MAIOR_ARQUIVO_BYTES:
        raise _invalido(f"passa de {MAIOR_ARQUIVO_BYTES // 1_000_000} MB")
    imagem = _aparar(_sobre_branco(_abrir(conteudo, _ACEITOS, _MAIORES_LADOS)))
    for tamanho, cores in _TENTATIVAS:
        reduzida = imagem.copy()
        reduzida.thumbnail(tamanho, Image.Resampling.LANCZOS)
        reduzida = reduzida.quantize(cores, dither=Image.Dither.NONE).convert("RGB")
        if len(zlib.compress(reduzida.tobytes())) <= MAIOR_COMPRIMIDO_BYTES:
            break
    saida = io.BytesIO()
    reduzida.save(saida, "PNG", optimize=True)
    return saida.getvalue()


def ler(png: bytes) -> Image.Image:
    """Abre um logotipo já preparado.

    Raises:
        DadoInvalido: os bytes guardados não são uma imagem como a que `preparar` devolve.
    """
    return _abrir(png, _GUARDADO, _TENTATIVAS[0][0]).convert("RGB")


def _abrir(conteudo: bytes, formatos: tuple[str, ...], maiores_lados: tuple[int, int]) -> Image.Image:
    try:
        imagem = Image.open(io.BytesIO(conteudo), formats=formatos)
        if imagem.width > maiores_lados[0] or imagem.height > maiores_lados[1]:
            maximo = " por ".join(f"{lado:,}".replace(",", ".") for lado in maiores_lados)
            raise _invalido(f"tem {imagem.width} por {imagem.height} pontos; o máximo é {maximo}")
        imagem.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as erro:
        raise _invalido("não é uma imagem que se leia (use PNG, JPEG ou WebP)") from erro
    return imagem


def _sobre_branco(imagem: Image.Image) -> Image.Image:
    """O que é transparente fica branco: o PDF não precisa de máscara, e a impressão sai igual."""
    com_transparencia = imagem.convert("RGBA")
    fundo = Image.new("RGBA", imagem.size, _BRANCO)
    return Image.alpha_composite(fundo, com_transparencia).convert("RGB")


def _aparar(imagem: Image.Image) -> Image.Image:
    """Tira a margem branca; imagem toda branca não é logotipo."""
    cinza = imagem.convert("L").point(lambda tom: 255 * (tom < 250))
    moldura = cinza.getbbox()
    if moldura is None:
        raise _invalido("está toda em branco")
    return imagem.crop(moldura)


def _invalido(motivo: str) -> DadoInvalido:
    return DadoInvalido(CAMPO, motivo)
