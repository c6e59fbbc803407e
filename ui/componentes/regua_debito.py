"""A régua do débito: como ele fica, dia a dia, com o X, o N e o I que estão na tela."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import frases, recursos, tema
from ui.tema import Letra, Peso

_ALTURA = 70
_BARRA = 10
_MARCA = 16
_MAIS_AVISOS = 3


@dataclass(frozen=True, slots=True)
class Escala:
    """Os dias que a régua mostra, com vencimento no dia 0.

    Atributos:
        inicio, fim: primeiro e último dia à mostra.
        antecedencia: X; o aviso de "a vencer" sai no dia −X.
        carencia: primeiro dia em que é vencido (ao menos 1).
        avisos: dias em que o cliente recebe os vencidos, a partir do primeiro.
    """

    inicio: int
    fim: int
    antecedencia: int
    carencia: int
    avisos: tuple[int, ...]


def calcular_escala(antecedencia: int, carencia: int, intervalo: int, *, envia_vencidos: bool) -> Escala:
    """Acha os dias que vale a pena mostrar para X, N e I (regras.md §2)."""
    vencido = max(carencia, 1)
    passo = max(intervalo, 1)
    avisos = tuple(vencido + passo * vez for vez in range(_MAIS_AVISOS)) if envia_vencidos else ()
    corpo = antecedencia + (avisos[-1] if avisos else vencido + 3)
    margem = max(2, corpo // 6)
    return Escala(
        -antecedencia - margem, (avisos[-1] if avisos else vencido + 3) + margem, antecedencia, vencido, avisos
    )


class ReguaDebito(QWidget):
    """Pinta a faixa do tempo. Só mostra: quem muda X, N e I são os campos."""

    def __init__(self) -> None:
        super().__init__()
        self.escala = calcular_escala(3, 2, 5, envia_vencidos=True)
        self._intervalo = 5
        self._envia = True
        self.setFixedHeight(tema.medida(_ALTURA))
        self._descrever()

    def mostrar(self, antecedencia: int, carencia: int, intervalo: int, *, envia_vencidos: bool) -> None:
        """Redesenha com os valores da tela, em dias."""
        self.escala = calcular_escala(antecedencia, carencia, intervalo, envia_vencidos=envia_vencidos)
        self._intervalo, self._envia = intervalo, envia_vencidos
        self._descrever()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta as faixas, as marcas de aviso e os dias."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._pintar_faixas(pintor)
        self._pintar_marcas(pintor)
        self._pintar_rotulos(pintor)
        self._pintar_dias(pintor)
        pintor.end()

    def _descrever(self) -> None:
        """O que o leitor de tela diz no lugar do desenho."""
        partes = ["A vencer: avisa uma vez, {} antes".format(frases.quantos(self.escala.antecedencia, "dia", "dias"))]
        if self._envia:
            partes.append(f"vencido a partir do dia {self.escala.carencia}")
            partes.append(self._frase_do_ciclo().lower())
        else:
            partes.append("vencidos não são enviados")
        self.setAccessibleName("Como fica um débito com estes valores")
        self.setAccessibleDescription("; ".join(partes))

    def _frase_do_ciclo(self) -> str:
        if self._intervalo <= 1:
            return "Vencido: avisa todo dia"
        return f"Vencido: avisa a cada {self._intervalo} dias"

    def _x(self, dia: float) -> float:
        largura = self.escala.fim - self.escala.inicio
        return (dia - self.escala.inicio) / largura * self.width()

    def _meio(self) -> float:
        return tema.medida(34)

    def _pintar_faixas(self, pintor: QPainter) -> None:
        """Futuro, a vencer, carência e vencido, com um fio de separação entre elas."""
        escala = self.escala
        vencido = "ate_30" if self._envia else "rebaixo"
        faixas = (
            (float(escala.inicio), -escala.antecedencia, "rebaixo"),
            (-escala.antecedencia, 0.6, "a_vencer"),
            (0.6, escala.carencia, "linha2"),
            (escala.carencia, float(escala.fim), vencido),
        )
        raio = tema.medida(3)
        topo = self._meio() - tema.medida(_BARRA) / 2
        pintor.setPen(Qt.PenStyle.NoPen)
        for de, ate, tom in faixas:
            if ate <= de:
                continue
            pintor.setBrush(tema.cor(tom))
            area = QRectF(self._x(de), topo, self._x(ate) - self._x(de) - 1.5, tema.medida(_BARRA))
            pintor.drawRoundedRect(area, raio, raio)

    def _pintar_marcas(self, pintor: QPainter) -> None:
        """O risco do vencimento e um envelope em cada dia de aviso."""
        x = self._x(0)
        pintor.setPen(QPen(tema.cor("texto"), 1))
        pintor.drawLine(QPointF(x, self._meio() - tema.medida(9)), QPointF(x, self._meio() + tema.medida(9)))
        self._pintar_envelope(pintor, -self.escala.antecedencia, "a_vencer")
        for dia in self.escala.avisos:
            self._pintar_envelope(pintor, dia, "ate_30")

    def _pintar_envelope(self, pintor: QPainter, dia: int, tom: str) -> None:
        lado = tema.medida(_MARCA)
        area = QRectF(self._x(dia) - lado / 2, self._meio() - lado / 2, lado, lado)
        pintor.setPen(QPen(tema.cor("sup"), tema.medida(2)))
        pintor.setBrush(tema.cor(tom))
        pintor.drawEllipse(area)
        folga = lado * 0.24
        recursos.pintar_icone(pintor, area.adjusted(folga, folga, -folga, -folga), "envelope", tema.tom("sup"))

    def _pintar_rotulos(self, pintor: QPainter) -> None:
        """Os nomes das faixas em cima; o que encostaria em outro não se escreve."""
        escala = self.escala
        forte, fraca = tema.fonte(Letra.DETALHE, Peso.FORTE), tema.fonte(Letra.DETALHE)
        vencido = self._frase_do_ciclo() if self._envia else "Vencido: não é enviado"
        carencia, explica = "carência", "como fica um débito com estes valores"
        meio_da_carencia = (self._x(0.6) + self._x(escala.carencia)) / 2 - _largura(fraca, carencia) / 2
        escrita = _Escrita(pintor, self.width(), 0)
        escrita.por(self._x(-escala.antecedencia), "A vencer: avisa uma vez", forte, "acento")
        escrita.por(self._x(escala.carencia), vencido, forte, "aviso" if self._envia else "texto2")
        if escala.carencia > 1:
            escrita.por(meio_da_carencia, carencia, fraca, "texto2")
        escrita.por(self.width() - _largura(fraca, explica), explica, fraca, "texto2")

    def _pintar_dias(self, pintor: QPainter) -> None:
        """Os dias de aviso embaixo; o que encostaria em outro não se escreve."""
        escala = self.escala
        letra = tema.fonte(Letra.DETALHE)
        dias = {0: "0, vence"}
        if escala.antecedencia:
            dias[-escala.antecedencia] = f"−{escala.antecedencia}"
        dias |= {dia: f"+{dia}" for dia in escala.avisos or (escala.carencia,)}
        if escala.avisos:
            dias[escala.avisos[-1]] = "+{}".format(frases.quantos(escala.avisos[-1], "dia", "dias"))
        escrita = _Escrita(pintor, self.width(), self._meio() + tema.medida(11))
        for dia, texto in dias.items():
            escrita.por(self._x(dia) - _largura(letra, texto) / 2, texto, letra, "texto2")


class _Escrita:
    """Escreve textos numa linha da régua sem deixar um encostar no outro: quem chega primeiro fica."""

    def __init__(self, pintor: QPainter, largura: int, topo: float) -> None:
        self._pintor, self._largura, self._topo = pintor, largura, topo
        self._ocupados: list[tuple[float, float]] = []

    def por(self, x: float, texto: str, letra: QFont, cor: str) -> None:
        """Escreve a partir de `x`, se couber."""
        largura = _largura(letra, texto)
        de = max(0.0, min(x, self._largura - largura))
        folga = tema.medida(8)
        if any(de < fim + folga and inicio < de + largura + folga for inicio, fim in self._ocupados):
            return
        self._ocupados.append((de, de + largura))
        self._pintor.setFont(letra)
        self._pintor.setPen(tema.cor(cor))
        area = QRectF(de, self._topo, largura + 2, tema.medida(20))
        self._pintor.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), texto)


def _largura(letra: QFont, texto: str) -> int:
    return QFontMetrics(letra).horizontalAdvance(texto)
