"""A aparência do programa neste usuário: claro ou escuro, e o tamanho da letra."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import tema
from ui.campos.campo_escolha import CampoEscolha
from ui.contexto import Contexto
from ui.moldes.ficha import Campo, DialogoFicha, explicar
from ui.preferencias import ESCALAS

_CORES = [("", "Como o sistema"), ("claro", "Claro"), ("escuro", "Escuro")]
_LARGURA = 220


class DialogoAparencia(DialogoFicha):
    """A cor muda na hora; a letra, na próxima abertura, quando todas as medidas nascem de novo."""

    AJUDAS = "aparencia"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Aparência", pai, largura=560)
        preferencias = contexto.preferencias
        self.cores = CampoEscolha(_CORES, largura=_LARGURA)
        self.letra = CampoEscolha([(escala, f"{escala:.0%}") for escala in ESCALAS], largura=_LARGURA)
        self.declarar(
            Campo("cores", "&Cores", self.cores, da_tela=True),
            Campo("letra", "Tamanho da &letra", self.letra, da_tela=True),
            explicar("A letra muda na próxima vez que o programa abrir."),
        )
        self.cores.definir(preferencias.cores())
        self.letra.definir(preferencias.escala())
        self.concluir()

    def guardar(self) -> None:
        """Guarda para este usuário e veste já a cor escolhida."""
        preferencias = self.contexto.preferencias
        preferencias.guardar_cores(str(self.cores.valor()))
        preferencias.guardar_escala(float(str(self.letra.valor())))
        preferencias.gravar()
        tema.escolher(preferencias.cores())
