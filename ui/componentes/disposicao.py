"""Linhas e colunas de widgets escritas de uma vez: o que vai, na ordem, com os vãos no meio."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui import tema


class Vao(Enum):
    """Um lugar vazio que toma o que sobra."""

    ELASTICO = "elastico"


ELASTICO = Vao.ELASTICO
Parte = QWidget | QLayout | int | Vao
"""Um widget, outra disposição, um vão em pixels com letra em 100 %, ou o vão elástico."""
Item = Parte | tuple[QWidget | QLayout, int | Qt.AlignmentFlag]
"""A parte; ou com o peso com que toma o que sobra, ou com o lado a que encosta."""
Margens = tuple[int, int, int, int]


def em_linha(
    *itens: Item, espaco: int = 8, margens: Margens = (0, 0, 0, 0), dono: QWidget | None = None
) -> QHBoxLayout:
    """Da esquerda para a direita; medidas em pixels com letra em 100 %.

    Args:
        itens: o que vai, na ordem.
        espaco: entre um item e outro.
        margens: esquerda, de cima, direita e de baixo.
        dono: o widget que passa a ter esta disposição.
    """
    caixa = QHBoxLayout()
    _encher(caixa, itens, espaco, margens, dono)
    return caixa


def em_coluna(
    *itens: Item, espaco: int = 8, margens: Margens = (0, 0, 0, 0), dono: QWidget | None = None
) -> QVBoxLayout:
    """De cima para baixo; os mesmos argumentos de `em_linha`."""
    caixa = QVBoxLayout()
    _encher(caixa, itens, espaco, margens, dono)
    return caixa


def esvaziar(caixa: QLayout) -> None:
    """Tira e descarta o que há; some já, porque um diálogo que se abra em seguida adia o descarte."""
    while (item := caixa.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _encher(caixa: QBoxLayout, itens: tuple[Item, ...], espaco: int, margens: Margens, dono: QWidget | None) -> None:
    if dono is not None:
        dono.setLayout(caixa)
    caixa.setContentsMargins(*[tema.medida(lado) for lado in margens])
    caixa.setSpacing(tema.medida(espaco))
    for item in itens:
        parte, jeito = item if isinstance(item, tuple) else (item, 0)
        # O alinhamento do Qt também é um inteiro.
        lado = jeito if isinstance(jeito, Qt.AlignmentFlag) else Qt.AlignmentFlag(0)
        peso = 0 if isinstance(jeito, Qt.AlignmentFlag) else jeito
        if isinstance(parte, QWidget):
            caixa.addWidget(parte, peso, lado)
        elif isinstance(parte, QLayout):
            caixa.addLayout(parte, peso)
            caixa.setAlignment(parte, lado)
        elif isinstance(parte, int):
            caixa.addSpacing(tema.medida(parte))
        else:
            caixa.addStretch(1)
