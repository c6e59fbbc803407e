"""Do leiaute aos traços: cada célula no seu lugar, cada texto nas linhas que cabem.

É a única conta de posição que há: `ficha.py` parte destas peças, na mesma ordem, que é a de leitura.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from boletos.papel.blocos import Barras, Bloco, Caixa, Carimbo, Celula, CodigoQR, Fio, Imagem, Quadro, Texto
from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.folha import ENTRELINHA, PONTOS_POR_MM, Letra, caber, encaixar


class Moldura(NamedTuple):
    """O contorno de um quadro."""

    x: float
    y: float
    largura: float
    altura: float
    traco: Traco


class Lugar(NamedTuple):
    """Uma célula já posta na folha: `x` é o ponto do alinhamento, `base` a primeira linha de base (`pe`: a última)."""

    campo: str
    x: float
    base: float
    largura: float
    altura: float
    letra: Letra
    alinhamento: Alinhamento
    linhas: int
    pe: bool
    corrido: bool


Peca = Moldura | Lugar | Texto | Fio | Caixa | Carimbo | Imagem | Barras | CodigoQR


def compor(blocos: Iterable[Bloco]) -> Iterator[Peca]:
    """Desfaz os quadros em molduras, fios, rótulos e lugares; o resto passa como está."""
    for bloco in blocos:
        if not isinstance(bloco, Quadro):
            yield bloco
            continue
        if bloco.moldura:
            yield Moldura(bloco.x, bloco.y, bloco.largura, bloco.altura, bloco.traco)
        for celula, x, y, altura in _postas(bloco):
            yield from _fios(bloco, celula, x, y, altura)
            yield from _textos(bloco, celula, x, y, altura)


Linhas = tuple[tuple[str, ...], Letra, float, float]
"""Os textos, a letra em que couberam, a base do primeiro e a distância entre eles."""


def quebrar_no_lugar(lugar: Lugar, paragrafos: tuple[str, ...]) -> Linhas:
    """Encaixa um conteúdo no seu lugar: o que não cabe encolhe, quebra ou é cortado com reticências.

    Args:
        lugar: onde.
        paragrafos: já imprimíveis.
    """
    if lugar.linhas == 1:
        linha, letra = caber(paragrafos[0] if paragrafos else "", lugar.letra, lugar.largura)
        return (linha,) if linha else (), letra, lugar.base, 0.0
    linhas, letra = encaixar(paragrafos, lugar.letra, lugar.largura, lugar.altura, corrido=lugar.corrido)
    passo = entrelinha(letra)
    return linhas, letra, lugar.base - passo * (len(linhas) - 1) if lugar.pe else lugar.base, passo


def entrelinha(letra: Letra) -> float:
    """Distância entre linhas, em mm."""
    return letra.corpo * ENTRELINHA / PONTOS_POR_MM


def _postas(quadro: Quadro) -> Iterator[tuple[Celula, float, float, float]]:
    """Cada célula com o seu canto de cima, à esquerda, e a sua altura."""
    y = quadro.y
    for faixa in quadro.faixas:
        x = quadro.x
        for celula in faixa.celulas:
            yield celula, x, y, celula.altura or faixa.altura
            x += celula.largura
        y += faixa.altura


def _fios(quadro: Quadro, celula: Celula, x: float, y: float, altura: float) -> Iterator[Fio]:
    if "e" in celula.fios:
        yield Fio(x, y, x, y + altura, quadro.traco)
    if "b" in celula.fios:
        yield Fio(x, y + altura, x + celula.largura, y + altura, quadro.traco)


def _textos(quadro: Quadro, celula: Celula, x: float, y: float, altura: float) -> Iterator[Texto | Lugar]:
    if celula.rotulo:
        yield Texto(x + quadro.recuo, y + quadro.base_rotulo, celula.rotulo, quadro.rotulo)
    if not celula.campo:
        return
    largura = celula.largura - 2 * quadro.recuo
    corpo_mm = celula.letra.corpo / PONTOS_POR_MM
    topo = quadro.base_rotulo + corpo_mm * 0.4 if celula.rotulo else 0.0
    encostada = celula.linhas == 1 or celula.pe
    yield Lugar(
        celula.campo,
        x + quadro.recuo + largura * celula.alinhamento.value,
        y + altura - quadro.folga if encostada else y + topo + corpo_mm,
        largura,
        # O quarto de corpo é da perna da última linha, que desce da linha de base.
        altura - topo - corpo_mm * 0.25,
        celula.letra,
        celula.alinhamento,
        celula.linhas,
        celula.pe,
        celula.corrido,
    )
