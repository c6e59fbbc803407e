"""A faixa do modo de teste: enquanto ele está ligado, ninguém esquece (`envio.fechamento.modo_de_teste`)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.base import ajustes
from ui import frases, tema
from ui.componentes.botao import Link
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import Icone, TextoElidido
from ui.contexto import Assunto, Contexto
from ui.tema import Peso


class FaixaDeTeste(QWidget):
    """Aparece só com o modo de teste ligado; relê quando os ajustes mudam."""

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self.setFixedHeight(tema.medida(30))
        tema.dar_fundo(self, "aviso_fundo")
        self.texto = TextoElidido(peso=Peso.FORTE)
        self.abrir = Link("Mudar…", ao_clicar=lambda: contexto.abrir.emit("ajustes", None))
        self.abrir.setAccessibleName("Mudar o modo de teste")
        em_linha(Icone("alerta", "aviso"), (self.texto, 1), self.abrir, espaco=10, margens=(20, 0, 20, 0), dono=self)
        self.hide()
        contexto.mudou.connect(self._ao_mudar)
        self.mostrar(ajustes.obter().teste_para)

    def mostrar(self, para: str) -> None:
        """Mostra a quem tudo vai; vazio some."""
        self.texto.setText(frases.em_teste(para) if para else "")
        self.setVisible(bool(para))

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AJUSTES in assuntos:
            self.mostrar(ajustes.obter().teste_para)
