"""Diálogo que edita: Ctrl+S e Alt+G gravam; ESC e o X só perguntam quando há o que perder."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import atalhos
from ui.base.confirmacao import perguntar_por_alteracoes
from ui.base.dialogo import Dialogo


class DialogoEdicao(Dialogo):
    """A subclasse sobrescreve `tem_alteracoes` e `gravar`; liga o botão Gravar a `ao_gravar`."""

    def __init__(self, titulo: str, pai: QWidget | None = None, *, largura: int = 0, altura: int = 0) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura)
        for tecla in atalhos.GRAVAR.teclas:
            QShortcut(QKeySequence(tecla), self, self.ao_gravar)

    def tem_alteracoes(self) -> bool:
        """Diz se há o que perder ao fechar."""
        return False

    def gravar(self) -> bool:
        """Grava; falso se não deu, com o erro já na tela."""
        return True

    def ao_gravar(self) -> None:
        """Ctrl+S: grava e fecha se deu certo."""
        if self.gravar():
            self.accept()

    def pode_fechar(self) -> bool:
        """Diz se pode fechar agora; com alterações, pergunta."""
        return not self.tem_alteracoes() or perguntar_por_alteracoes(self, self.gravar)

    def reject(self) -> None:
        """ESC, o X e o botão de fechar."""
        if self.pode_fechar():
            super().reject()
