"""Operadores de página PDF, com as medidas em milímetros.

Cada função devolve um operador completo (fonte e cor incluídas), sem estado entre um e outro: o que é fixo compila-se
uma vez e junta-se ao que varia em qualquer ordem. A origem é o canto de cima, à esquerda, de uma folha A4.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from boletos.papel.folha import PONTOS_POR_MM, Letra, em_literal, imprimivel, medir

COMECO_DE_TEXTO = "BT "
"""De todo operador de `texto`."""
LARGURA_MM = 210.0
ALTURA_MM = 297.0


_LITERAL = re.compile(r"\(((?:[^()\\]|\\.)*)\) Tj")
_CODIGO = re.compile(r"\\(\d{3})")


class Alinhamento(Enum):
    """Que fração da largura do texto fica antes do `x` dado."""

    ESQUERDA = 0.0
    CENTRO = 0.5
    DIREITA = 1.0


class Traco(NamedTuple):
    """Como uma reta se traça; a tinta é a de `cor`."""

    espessura_mm: float
    tinta: str = "0 0 0"


def cor(hexadecimal: str) -> str:
    """Traduz `0B6175` para os três componentes que o PDF usa."""
    return " ".join(f"{int(hexadecimal[posicao : posicao + 2], 16) / 255:.3g}" for posicao in (0, 2, 4))


def texto(
    x_mm: float, base_mm: float, conteudo: str, letra: Letra, alinhamento: Alinhamento = Alinhamento.ESQUERDA
) -> str:
    """Escreve uma linha; `base_mm` é a linha de base. Letras que a fonte não tem são trocadas."""
    visivel = imprimivel(conteudo)
    if alinhamento is not Alinhamento.ESQUERDA:
        x_mm -= medir(visivel, letra) * alinhamento.value
    return f"{abrir_texto(letra)}{_ponto(x_mm, base_mm)} Td ({em_literal(visivel)}) Tj ET"


def abrir_texto(letra: Letra) -> str:
    """O que vem antes do ponto e do conteúdo: cor, fonte e corpo."""
    return f"{COMECO_DE_TEXTO}{letra.cor} rg /{letra.fonte.recurso} {letra.corpo:.4g} Tf "


def escritos(operadores: Iterable[str]) -> Iterator[str]:
    """O que textos feitos aqui escrevem, de volta dos operadores deles."""
    for operador in operadores:
        for literal in _LITERAL.findall(operador):
            yield _CODIGO.sub(lambda escape: bytes([int(escape[1], 8)]).decode("cp1252"), literal).replace("\\", "")


def copiavel(conteudo: str, linhas: str) -> str:
    """Linhas de um código quebrado na folha que qualquer leitor copia numa só (ActualText)."""
    return f"/Span << /ActualText ({em_literal(imprimivel(conteudo))}) >> BDC\n{linhas}\nEMC"


def carimbo(x_mm: float, y_mm: float, conteudo: str, letra: Letra, graus: float) -> str:
    """Escreve uma linha inclinada, com o meio dela no ponto dado."""
    visivel = imprimivel(conteudo)
    cosseno, seno = math.cos(math.radians(graus)), math.sin(math.radians(graus))
    recuo, queda = medir(visivel, letra) / 2, letra.corpo * 0.36 / PONTOS_POR_MM
    origem = _ponto(x_mm - recuo * cosseno + queda * seno, y_mm + recuo * seno + queda * cosseno)
    matriz = f"{cosseno:.4f} {seno:.4f} {-seno:.4f} {cosseno:.4f} {origem}"
    return f"BT {letra.cor} rg /{letra.fonte.recurso} {letra.corpo:.4g} Tf {matriz} Tm ({em_literal(visivel)}) Tj ET"


def fio(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, traco: Traco) -> str:
    """Traça uma reta cheia."""
    return f"{_caneta(traco)} {_ponto(x1_mm, y1_mm)} m {_ponto(x2_mm, y2_mm)} l S"


def tracejado(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, traco: Traco) -> str:
    """Traça uma linha de corte."""
    return f"[3 2] 0 d {fio(x1_mm, y1_mm, x2_mm, y2_mm, traco)} [] 0 d"


def moldura(x_mm: float, y_mm: float, largura_mm: float, altura_mm: float, traco: Traco) -> str:
    """Traça o contorno de um retângulo; `y_mm` é o lado de cima."""
    return f"{_caneta(traco)} {_retangulo(x_mm, y_mm, largura_mm, altura_mm)} S"


def caixa(x_mm: float, y_mm: float, largura_mm: float, altura_mm: float, tinta: str) -> str:
    """Pinta um retângulo; `y_mm` é o lado de cima."""
    return f"{tinta} rg {_retangulo(x_mm, y_mm, largura_mm, altura_mm)} f"


def _caneta(traco: Traco) -> str:
    return f"{traco.tinta} RG {_pt(traco.espessura_mm)} w"


def _retangulo(x_mm: float, y_mm: float, largura_mm: float, altura_mm: float) -> str:
    return f"{_ponto(x_mm, y_mm + altura_mm)} {_pt(largura_mm)} {_pt(altura_mm)} re"


def _pt(mm: float) -> str:
    return f"{mm * PONTOS_POR_MM:.2f}"


def _ponto(x_mm: float, y_mm: float) -> str:
    return f"{x_mm * PONTOS_POR_MM:.2f} {(ALTURA_MM - y_mm) * PONTOS_POR_MM:.2f}"
