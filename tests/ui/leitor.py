"""O que uma pessoa lê numa tela."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QWidget


def escrito(tela: QWidget) -> str:
    """O texto de cada rótulo à mostra, um por linha."""
    return "\n".join(rotulo.text() for rotulo in tela.findChildren(QLabel) if rotulo.isVisibleTo(tela))


def capitulos(tutorial: QWidget) -> list[str]:
    """Os capítulos no índice do tutorial, em ordem."""
    indice = tutorial.findChildren(QListWidget)[0]
    nomes = [indice.item(linha).data(Qt.ItemDataRole.UserRole) for linha in range(indice.count())]
    return [nome for nome in nomes if nome]
