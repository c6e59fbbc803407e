"""A carteira por faixa de atraso: cada linha é barra e números ao mesmo tempo e, clicada, abre os débitos dela."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes
from regras.dinheiro import Centavos, formatar
from ui import frases, recursos, tema
from ui.componentes.clicavel import Clicavel
from ui.componentes.disposicao import em_coluna
from ui.tema import Letra, Peso

_ALTURA, _ALTURA_DO_TITULO = 30, 22
_NOME, _BARRA, _SETA, _FOLGA = 104, 16, 12, 20
_COLUNAS = (("R$", 120), ("%", 56), ("Débitos", 72), ("Clientes", 72))
"""As de número, com a largura de cada uma; a última acaba antes da seta."""
_DIREITA = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ESQUERDA = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


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

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
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


def _das_colunas(largura: int) -> list[QRectF]:
    """A área de cada coluna de número, sem a altura; a primeira começa onde a barra acaba."""
    direita = float(largura - tema.medida(_SETA + 8))
    areas = []
    for _, pedida in reversed(_COLUNAS):
        areas.append(QRectF(direita - tema.medida(pedida), 0, tema.medida(pedida), 0))
        direita -= tema.medida(pedida)
    return areas[::-1]


class _Titulos(QWidget):
    """Os títulos, sobre as colunas."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tema.medida(_ALTURA_DO_TITULO))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta os títulos."""
        pintor = QPainter(self)
        pintor.setFont(tema.fonte(Letra.DETALHE, Peso.MEIO))
        pintor.setPen(tema.cor("texto2"))
        pintor.drawText(QRectF(self.rect()), _ESQUERDA, "Faixa")
        for (titulo, _), area in zip(_COLUNAS, _das_colunas(self.width()), strict=True):
            area.setHeight(self.height())
            pintor.drawText(area, _DIREITA, titulo)
        pintor.end()


class LinhaDeFaixa(Clicavel):
    """Uma faixa; Enter e espaço abrem os débitos dela."""

    def __init__(self, faixa: FaixaDeAtraso, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._faixa = faixa
        self._textos: tuple[str, ...] = ("–",) * len(_COLUNAS)
        self._parte, self._todo = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("teclas", ["Enter-Ver os débitos"])
        self.setAccessibleName(frases.faixa_em_dias(faixa))

    def mostrar(self, textos: tuple[str, ...], parte: Centavos, todo: Centavos) -> None:
        """Troca os números; a barra é `parte` de `todo`."""
        self._textos, self._parte, self._todo = textos, parte, todo
        reais, percentual, debitos, clientes = textos
        frase = "{}: R$ {}, {} por cento, débitos {}, clientes {}"
        nome = frases.faixa_em_dias(self._faixa)
        self.setAccessibleName(frase.format(nome, reais, percentual, debitos, clientes))
        self.update()

    def sizeHint(self) -> QSize:
        """Largura livre, altura fixa."""
        return QSize(tema.medida(420), tema.medida(_ALTURA))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta a linha; sob o mouse, o fundo e a seta dizem que abre."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.fillRect(QRectF(0, 0, self.width(), 1), tema.cor("linha"))
        if self.underMouse():
            pintor.fillRect(QRectF(0, 1, self.width(), self.height() - 1), tema.cor("suave"))
        pintor.setFont(tema.fonte(peso=Peso.FORTE))
        pintor.setPen(tema.cor("texto"))
        pintor.drawText(QRectF(self.rect()), _ESQUERDA, frases.faixa_em_dias(self._faixa))
        areas = _das_colunas(self.width())
        self._pintar_barra(pintor, areas[0].left() - tema.medida(_FOLGA))
        for ordem, (texto, area) in enumerate(zip(self._textos, areas, strict=True)):
            area.setHeight(self.height())
            pintor.setFont(tema.fonte(Letra.BLOCO, Peso.FORTE) if ordem == 0 else tema.fonte())
            pintor.setPen(tema.cor("texto" if ordem == 0 else "texto2"))
            pintor.drawText(area, _DIREITA, texto)
        lado = tema.medida(_SETA)
        seta = QRectF(self.width() - lado, (self.height() - lado) / 2, lado, lado)
        recursos.pintar_icone(pintor, seta, "seta_direita", tema.tom("texto2"))
        pintor.end()

    def _pintar_barra(self, pintor: QPainter, direita: float) -> None:
        x, altura, raio = tema.medida(_NOME), tema.medida(_BARRA), tema.medida(3)
        trilho = QRectF(x, (self.height() - altura) / 2, max(direita - x, 0), altura)
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(tema.cor("rebaixo"))
        pintor.drawRoundedRect(trilho, raio, raio)
        if self._parte:
            trilho.setWidth(max(trilho.width() * self._parte / self._todo, 2))
            pintor.setBrush(tema.cor(self._faixa.value))
            pintor.drawRoundedRect(trilho, raio, raio)
