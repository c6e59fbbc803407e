"""Por que se decide um título, se o operador quer dizer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from regras.retorno.arquivo import MAIOR_MOTIVO
from ui.campos.campo_texto import CampoTexto
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import Texto


class CampoMotivo(QWidget):
    """Uma linha só, opcional."""

    def __init__(self) -> None:
        super().__init__()
        self._campo = CampoTexto(maximo=MAIOR_MOTIVO, largura=0)
        self._campo.setPlaceholderText("opcional; fica no histórico e no dossiê")
        rotulo = Texto("&Motivo:", cor="texto2")
        rotulo.setBuddy(self._campo)
        em_linha(rotulo, (self._campo, 1), dono=self)

    def texto(self) -> str:
        """O que se escreveu."""
        return self._campo.text()
