"""A carteira por faixa de atraso: cada linha é barra e números ao mesmo tempo e, clicada, abre os débitos dela."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes
from regras.dinheiro import Centavos, formatar
from ui import frases, tema
from ui.componentes.barra_proporcao import BarraProporcao
from ui.componentes.clicavel import Clicavel
from ui.componentes.disposicao import ELASTICO, Vao, em_coluna, em_linha
from ui.componentes.texto import Icone, Texto
from ui.tema import Letra, Peso

_ALTURA, _ALTURA_DO_TITULO = 30, 22
_NOME, _BARRA, _SETA, _FOLGA = 104, 16, 12, 20
_COLUNAS = (("R$", 120), ("%", 56), ("Débitos", 72), ("Clientes", 72))
"""As de número, com a largura de cada uma; a última acaba antes da seta."""


def em_percentual(parte: Centavos, todo: Centavos) -> str:
    """Percentual com uma casa: `39,6`."""
    decimos = (parte * 2000 + todo) // (2 * todo) if todo else 0
    return f"{decimos // 10},{decimos % 10}"


class FaixasDaCarteira(QWidget):
    """O título das colunas e uma linha por faixa.

    Sinais:
        pediu(FaixaDeAtraso): o operador quer ver os débitos de uma faixa.
    """

    pediu = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        coluna = em_coluna(_Titulos(), espaco=0, dono=self)
        self.linhas: dict[FaixaDeAtraso, LinhaDeFaixa] = {}
        for faixa in FaixaDeAtraso:
            linha = LinhaDeFaixa(faixa)
            linha.clicked.connect(lambda _marcado=False, qual=faixa: self.pediu.emit(qual))
            coluna.addWidget(linha)
            self.linhas[faixa] = linha

    def mostrar(self, carteira: CarteiraDoMes, clientes: Mapping[FaixaDeAtraso, int]) -> None:
        """Troca os números."""
        total, maior = carteira.saldo(), max(carteira.saldo(faixa) for faixa in FaixaDeAtraso)
        for faixa, linha in self.linhas.items():
            saldo = carteira.saldo(faixa)
            textos = (
                formatar(saldo),
                em_percentual(saldo, total),
                frases.numero(carteira.debitos(faixa)),
                frases.numero(clientes.get(faixa, 0)),
            )
            linha.mostrar(textos, saldo, maior)


def _em_colunas(nome: QWidget, barra: QWidget | Vao, numeros: Sequence[Texto], seta: QWidget | int) -> QHBoxLayout:
    """A linha: o nome, a barra no que sobra, e cada número à direita da sua coluna."""
    nome.setFixedWidth(tema.medida(_NOME))
    for texto, (_, largura) in zip(numeros, _COLUNAS, strict=True):
        texto.setFixedWidth(tema.medida(largura))
        texto.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return em_linha(nome, barra, _FOLGA, *numeros, 8, seta, espaco=0)


class _Titulos(QWidget):
    """Os títulos, sobre as colunas."""

    def __init__(self) -> None:
        super().__init__()
        nome, *numeros = (
            Texto(titulo, letra=Letra.DETALHE, peso=Peso.MEIO, cor="texto2")
            for titulo in ("Faixa", *(titulo for titulo, _ in _COLUNAS))
        )
        self.setFixedHeight(tema.medida(_ALTURA_DO_TITULO))
        self.setLayout(_em_colunas(nome, ELASTICO, numeros, _SETA))


class LinhaDeFaixa(Clicavel):
    """Uma faixa; Enter e espaço abrem os débitos dela."""

    def __init__(self, faixa: FaixaDeAtraso) -> None:
        super().__init__()
        self._faixa = faixa
        self._barra = BarraProporcao(_BARRA, 3)
        valor = Texto("–", letra=Letra.BLOCO, peso=Peso.FORTE)
        self._numeros = [valor, *(Texto("–", cor="texto2") for _ in _COLUNAS[1:])]
        self.setFixedHeight(tema.medida(_ALTURA))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("teclas", ["Enter-Ver os débitos"])
        nome = Texto(frases.faixa_em_dias(faixa), peso=Peso.FORTE)
        self.setAccessibleName(nome.text())
        self.setLayout(_em_colunas(nome, self._barra, self._numeros, Icone("seta_direita", lado=_SETA)))
        for parte in self.findChildren(QWidget):
            parte.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def mostrar(self, textos: tuple[str, ...], parte: Centavos, todo: Centavos) -> None:
        """Troca os números; a barra é `parte` de `todo`."""
        for numero, texto in zip(self._numeros, textos, strict=True):
            numero.setText(texto)
        self._barra.mostrar(((parte, self._faixa.value), (todo - parte, "rebaixo")))
        frase = "{}: R$ {}, {} por cento, débitos {}, clientes {}"
        self.setAccessibleName(frase.format(frases.faixa_em_dias(self._faixa), *textos))

    def paintEvent(self, event: QPaintEvent) -> None:
        """O risco de cima; sob o mouse, o fundo diz que abre."""
        pintor = QPainter(self)
        pintor.fillRect(QRectF(0, 0, self.width(), 1), tema.cor("linha"))
        if self.underMouse():
            pintor.fillRect(QRectF(0, 1, self.width(), self.height() - 1), tema.cor("suave"))
        pintor.end()
