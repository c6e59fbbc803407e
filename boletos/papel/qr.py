"""O Pix do banco em QR: correção M, quatro módulos de margem, em vetor, preto no branco (boleto.md B.9)."""

from __future__ import annotations

import re
from functools import lru_cache

import zxingcpp

from boletos.papel.desenho import ALTURA_MM
from boletos.papel.folha import PONTOS_POR_MM

MARGEM_MODULOS = 4
SOBREPOSICAO = 0.05
"""Quanto cada linha do QR avança sobre a de cima, em módulos: sem isso a tela mostra riscos claros entre elas."""

_MASCARA = 2
"""Qualquer das oito máscaras serve ao leitor; experimentar todas e escolher leva sete vezes o tempo."""
_FATIA = 8
_ESCUROS = re.compile(rb"\0+")


def codificar(texto: str) -> list[bytes]:
    """Devolve as linhas do QR, sem margem: um byte por módulo, 0 é escuro.

    Args:
        texto: só ASCII, até 512 caracteres.
    """
    simbolo = zxingcpp.create_barcode(texto, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASCARA)
    imagem = simbolo.to_image(scale=1, add_quiet_zones=False)
    lado = imagem.shape[0]
    pontos = bytes(memoryview(imagem))  # type: ignore[arg-type]  # o tipo publicado não diz que é um buffer
    return [pontos[inicio : inicio + lado] for inicio in range(0, lado * lado, lado)]


def faixas(linha: bytes) -> list[tuple[int, int]]:
    """Devolve o começo e a largura, em módulos, de cada faixa escura de uma linha."""
    return [(faixa.start(), faixa.end() - faixa.start()) for faixa in _ESCUROS.finditer(linha)]


def em_vetor(texto: str, x_mm: float, y_mm: float, lado_mm: float) -> str:
    """Desenha o QR linha a linha; `x_mm`, `y_mm` é o canto de cima, à esquerda, e o lado inclui a margem.

    O sistema de coordenadas desce um módulo por linha: todas as faixas têm o mesmo `y`, e o caminho ocupa quase metade
    dos bytes que ocuparia, depois de comprimido, com a ordenada de cada uma.
    """
    linhas = codificar(texto)
    modulo = lado_mm * PONTOS_POR_MM / (len(linhas) + 2 * MARGEM_MODULOS)
    x = x_mm * PONTOS_POR_MM + MARGEM_MODULOS * modulo
    y = (ALTURA_MM - y_mm) * PONTOS_POR_MM - (MARGEM_MODULOS + 1) * modulo
    alto = 1 + SOBREPOSICAO
    desce = f"f 1 0 0 1 0 {-1 / alto:.6f} cm "
    fatias = range(0, len(linhas), _FATIA)
    caminho = desce.join(
        ["".join([_em_retangulos(um[inicio : inicio + _FATIA], inicio) for inicio in fatias]) for um in linhas]
    )
    return f"q {modulo:.6f} 0 0 {modulo * alto:.6f} {x:.3f} {y:.3f} cm 0 0 0 rg {caminho}f Q"


@lru_cache(maxsize=4096)
def _em_retangulos(fatia: bytes, inicio: int) -> str:
    """As faixas escuras de uma fatia de linha; são poucas as fatias possíveis, e repetem-se de um QR para outro."""
    return "".join(f"{inicio + escura} 0 {quantos} 1 re " for escura, quantos in faixas(fatia))
