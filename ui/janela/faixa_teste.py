"""A faixa do modo de teste: enquanto ele está ligado, ninguém esquece (`envio.fechamento.modo_de_teste`)."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos.base import ajustes
from ui import frases, tema
from ui.componentes.botao import Link
from ui.componentes.texto import Icone, TextoElidido
from ui.contexto import Assunto, Contexto
from ui.tema import Peso


class FaixaDeTeste(QWidget):
    """Aparece só com o modo de teste ligado; relê quando os ajustes mudam."""

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self.setFixedHeight(tema.medida(30))
        self.texto = TextoElidido(peso=Peso.FORTE)
        self.abrir = Link("Mudar…")
        self.abrir.setAccessibleName("Mudar o modo de teste")
        self.abrir.clicked.connect(lambda: contexto.abrir.emit("ajustes", None))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(tema.medida(20), 0, tema.medida(20), 0)
        caixa.setSpacing(tema.medida(10))
        caixa.addWidget(Icone("alerta", "aviso"))
        caixa.addWidget(self.texto, 1)
        caixa.addWidget(self.abrir)
        self.hide()
        contexto.mudou.connect(self._ao_mudar)
        self.mostrar(ajustes.obter().teste_para)

    def mostrar(self, para: str) -> None:
        """Mostra a quem tudo vai; vazio some."""
        self.texto.setText(frases.em_teste(para) if para else "")
        self.setVisible(bool(para))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o fundo de aviso."""
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tema.cor("aviso_fundo"))
        pintor.end()

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AJUSTES in assuntos:
            self.mostrar(ajustes.obter().teste_para)
