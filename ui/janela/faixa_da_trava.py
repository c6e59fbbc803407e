"""A segunda faixa do topo: a base não pode enviar, por que, e o que fazer (regras.md §6.7)."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos.base.bloqueio import Bloqueio
from ui import tema
from ui.componentes.botao import Botao
from ui.componentes.texto import Icone, Texto, TextoElidido
from ui.contexto import Contexto
from ui.tema import Peso


class FaixaDaTrava(QWidget):
    """Só aparece com a base travada; o botão abre a tela que explica e destrava."""

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setFixedHeight(tema.medida(40))
        self._motivo = TextoElidido(cor="aviso")
        self.botao = Botao("Entender e destra&var…", icone="cadeado")
        self.botao.clicked.connect(lambda: contexto.abrir.emit("destravar", None))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(tema.medida(20), 0, tema.medida(20), 0)
        caixa.setSpacing(tema.medida(10))
        caixa.addWidget(Icone("cadeado", "aviso"))
        caixa.addWidget(Texto("Base travada: nenhum aviso sai.", peso=Peso.PLENO, cor="aviso"))
        caixa.addWidget(self._motivo, 1)
        caixa.addWidget(self.botao)
        contexto.envio_mudou.connect(lambda: self.botao.setEnabled(not contexto.em_envio))
        self.hide()

    def mostrar(self, bloqueio: Bloqueio | None) -> None:
        """Mostra por que a base está travada; None esconde a faixa."""
        self.setVisible(bloqueio is not None)
        if bloqueio is None:
            return
        self._motivo.setText(f"Motivo: {bloqueio.frase()}.")
        self.botao.setVisible(bloqueio.confirmar_resolve)

    def texto(self) -> str:
        """O motivo, como está na tela."""
        return self._motivo.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o fundo de aviso."""
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tema.cor("aviso_fundo"))
        pintor.end()
