"""Peças de que um leiaute é feito, em milímetros a partir do alto da folha, e a conta de onde cada uma fica.

O leiaute escreve quadros de células e peças soltas; `compor` desfaz os quadros, na ordem, que é a de leitura.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.folha import PONTOS_POR_MM, REGULAR, RETICENCIAS, Letra, caber, encaixar

VALOR = Letra(REGULAR, 8.5)
"""A letra de um campo sem nada de especial."""


class Texto(NamedTuple):
    """Uma linha que não muda.

    Atributos:
        papel: o que é para quem ouve o documento: `P`, `H1`…; vazio é o rótulo do lugar que vem a seguir.
    """

    x: float
    base: float
    conteudo: str
    letra: Letra
    alinhamento: Alinhamento = Alinhamento.ESQUERDA
    papel: str = "P"

    def tracar(self) -> str:
        """O operador de página."""
        return desenho.texto(*self[:-1])


class Imagem(NamedTuple):
    """Lugar do logotipo de quem cobra; a imagem fica inteira, encostada no canto de cima, à esquerda."""

    x: float
    y: float
    largura: float
    altura: float


class Barras(NamedTuple):
    """Lugar do código de barras; a medida é sempre a dos bancos."""

    x: float
    y: float


class CodigoQR(NamedTuple):
    """Lugar do QR do Pix; o lado inclui a margem."""

    x: float
    y: float
    lado: float


class Lugar(NamedTuple):
    """Onde um campo vai: `x` é o ponto do alinhamento, `base` a primeira linha de base (com `pe`, a última)."""

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

    def encaixar(self, paragrafos: tuple[str, ...]) -> list[Texto]:
        """Põe um conteúdo, já imprimível, no lugar: o que não cabe encolhe, quebra ou é cortado com reticências."""
        if self.linhas == 1:
            linha, letra = caber(paragrafos[0] if paragrafos else "", self.letra, self.largura)
            linhas: tuple[str, ...] = (linha,) if linha else ()
        else:
            linhas, letra = encaixar(paragrafos, self.letra, self.largura, self.altura, corrido=self.corrido)
        base = self.base - letra.entrelinha_mm * (len(linhas) - 1) if self.pe else self.base
        return [
            Texto(self.x, base + numero * letra.entrelinha_mm, linha, letra, self.alinhamento)
            for numero, linha in enumerate(linhas)
        ]

    def cortado(self, paragrafos: tuple[str, ...]) -> str:
        """O fim do conteúdo que não sai, nem encolhido nem quebrado; vazio se tudo cabe."""
        inteiro = " ".join(paragrafos)
        escrito = "".join(texto.conteudo for texto in self.encaixar(paragrafos)).replace(" ", "")
        if escrito == inteiro.replace(" ", ""):
            return ""
        saem = len(escrito.removesuffix(RETICENCIAS))
        letras = (posicao for posicao, letra in enumerate(inteiro) if letra != " ")
        return " ".join(inteiro[next(islice(letras, saem, None)) :].split())


Peca = str | Texto | Imagem | Barras | CodigoQR | Lugar
"""O que é `str` é um traço que não muda, já no operador de página (`desenho`)."""


class Celula(NamedTuple):
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


class Faixa(NamedTuple):
    """Células lado a lado, da mesma altura."""

    altura: float
    celulas: tuple[Celula, ...]


def faixa(altura: float, *celulas: Celula) -> Faixa:
    """Uma faixa, da esquerda para a direita."""
    return Faixa(altura, celulas)


class Quadro(NamedTuple):
    """Faixas empilhadas a partir de um canto, com a mesma cara.

    Atributos:
        base_rotulo: do alto da célula à linha de base do rótulo.
        folga: da linha de base do conteúdo de uma linha só ao pé da célula.
        respiro: do rótulo ao conteúdo de mais de uma linha, em corpos.
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
    respiro: float = 0.4

    @property
    def largura(self) -> float:
        """A da primeira faixa; todas têm a mesma."""
        return sum(celula.largura for celula in self.faixas[0].celulas)

    @property
    def altura(self) -> float:
        """Soma das faixas."""
        return sum(faixa.altura for faixa in self.faixas)

    def pecas(self) -> Iterator[Peca]:
        """A moldura e, célula a célula, os fios, o rótulo e o lugar do campo."""
        if self.moldura:
            yield desenho.moldura(self.x, self.y, self.largura, self.altura, self.traco)
        y = self.y
        for altura, celulas in self.faixas:
            x = self.x
            for celula in celulas:
                yield from self._da_celula(celula, x, y, celula.altura or altura)
                x += celula.largura
            y += altura

    def _da_celula(self, celula: Celula, x: float, y: float, altura: float) -> Iterator[Peca]:
        if "e" in celula.fios:
            yield desenho.fio(x, y, x, y + altura, self.traco)
        if "b" in celula.fios:
            yield desenho.fio(x, y + altura, x + celula.largura, y + altura, self.traco)
        if celula.rotulo:
            yield Texto(
                x + self.recuo, y + self.base_rotulo, celula.rotulo, self.rotulo, papel="" if celula.campo else "P"
            )
        if not celula.campo:
            return
        largura = celula.largura - 2 * self.recuo
        corpo_mm = celula.letra.corpo / PONTOS_POR_MM
        topo = self.base_rotulo + corpo_mm * self.respiro if celula.rotulo else 0.0
        encostada = celula.linhas == 1 or celula.pe
        yield Lugar(
            celula.campo,
            x + self.recuo + largura * celula.alinhamento.value,
            y + altura - self.folga if encostada else y + topo + corpo_mm,
            largura,
            # O quarto de corpo é da perna da última linha, que desce da linha de base.
            altura - topo - corpo_mm * 0.25,
            celula.letra,
            celula.alinhamento,
            celula.linhas,
            celula.pe,
            celula.corrido,
        )


Bloco = Quadro | str | Texto | Imagem | Barras | CodigoQR


def compor(blocos: Iterable[Bloco]) -> Iterator[Peca]:
    """Desfaz os quadros; o resto passa como está."""
    for bloco in blocos:
        if isinstance(bloco, Quadro):
            yield from bloco.pecas()
        else:
            yield bloco
