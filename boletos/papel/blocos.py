"""Peças de que um leiaute é feito: só descrição, em milímetros a partir do alto da folha.

Quem as põe no lugar é `composicao.py`; quem as desenha, `ficha.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.folha import REGULAR, Letra

VALOR = Letra(REGULAR, 8.5)
"""A letra de um campo sem nada de especial."""


@dataclass(frozen=True, slots=True)
class Celula:
    """Um lugar para um campo, com rótulo em cima.

    Atributos:
        campo: nome do conteúdo em `conteudo.py`; vazio é lugar que fica em branco.
        linhas: acima de 1, o texto quebra dentro da célula.
        corrido: quebra em qualquer letra e guarda todos os espaços; é de um código que se copia, não de uma frase.
        pe: as linhas encostam no pé da célula, e não no alto.
        fios: lados traçados, `e` esquerda, `b` base; cada divisa é de uma célula só.
        altura: quando passa da altura da faixa; 0 é a da faixa.
    """

    largura: float
    rotulo: str = ""
    campo: str = ""
    letra: Letra = VALOR
    alinhamento: Alinhamento = Alinhamento.ESQUERDA
    linhas: int = 1
    pe: bool = False
    fios: str = "eb"
    altura: float = 0.0
    corrido: bool = False


@dataclass(frozen=True, slots=True)
class Faixa:
    """Células lado a lado, da mesma altura."""

    altura: float
    celulas: tuple[Celula, ...]


@dataclass(frozen=True, slots=True)
class Quadro:
    """Faixas empilhadas a partir de um canto, com a mesma cara.

    Atributos:
        base_rotulo: do alto da célula à linha de base do rótulo.
        folga: da linha de base do conteúdo de uma linha só ao pé da célula.
    """

    x: float
    y: float
    faixas: tuple[Faixa, ...]
    rotulo: Letra
    traco: Traco
    moldura: bool = False
    recuo: float = 1.2
    base_rotulo: float = 2.2
    folga: float = 1.3

    @property
    def largura(self) -> float:
        """A da primeira faixa; todas têm a mesma."""
        return sum(celula.largura for celula in self.faixas[0].celulas)

    @property
    def altura(self) -> float:
        """Soma das faixas."""
        return sum(faixa.altura for faixa in self.faixas)


@dataclass(frozen=True, slots=True)
class Texto:
    """Uma linha que não muda."""

    x: float
    base: float
    conteudo: str
    letra: Letra
    alinhamento: Alinhamento = Alinhamento.ESQUERDA


@dataclass(frozen=True, slots=True)
class Fio:
    """Uma reta que não muda."""

    x1: float
    y1: float
    x2: float
    y2: float
    traco: Traco
    tracejado: bool = False


@dataclass(frozen=True, slots=True)
class Caixa:
    """Um fundo que não muda."""

    x: float
    y: float
    largura: float
    altura: float
    tinta: str


@dataclass(frozen=True, slots=True)
class Carimbo:
    """Uma linha fixa por baixo de tudo, centrada no ponto e inclinada."""

    x: float
    y: float
    conteudo: str
    letra: Letra
    graus: float = 0.0


@dataclass(frozen=True, slots=True)
class Imagem:
    """Lugar do logotipo de quem cobra; a imagem fica inteira, encostada no canto de cima, à esquerda."""

    x: float
    y: float
    largura: float
    altura: float


@dataclass(frozen=True, slots=True)
class Barras:
    """Lugar do código de barras; a medida é sempre a dos bancos."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CodigoQR:
    """Lugar do QR do Pix; o lado inclui a margem."""

    x: float
    y: float
    lado: float


Bloco = Quadro | Texto | Fio | Caixa | Carimbo | Imagem | Barras | CodigoQR
