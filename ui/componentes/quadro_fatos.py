"""Quadro de fatos: rótulo à esquerda, o que se sabe à direita, em linhas que mudam de texto sem mudar de lugar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import tema
from ui.componentes.texto import Texto
from ui.tema import Peso

VAZIO = "–"


class QuadroFatos(QWidget):
    """Linhas de rótulo e valor. O valor se copia com o mouse; vazio aparece como traço."""

    def __init__(
        self, rotulos: Sequence[str], *, eixo: int = 130, colunas: Sequence[str] = ("",), quebra: bool = True
    ) -> None:
        """Monta o quadro vazio.

        Args:
            rotulos: um por linha, na ordem; é por ele que se escreve.
            eixo: largura dos rótulos, em pixels com letra em 100 %.
            colunas: título de cada coluna de valores; uma só, vazia, não tem títulos.
            quebra: o valor que não cabe vai para a linha de baixo; falso quando todos cabem numa.
        """
        super().__init__()
        self._quebra = quebra
        self._valores: dict[str, list[Texto]] = {}
        self._rotulos: dict[str, Texto] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(tema.medida(16))
        self._grade.setVerticalSpacing(tema.medida(5))
        self._grade.setColumnMinimumWidth(0, tema.medida(eixo))
        for ordem, titulo in enumerate(colunas, start=1):
            self._grade.setColumnStretch(ordem, 1)
            if titulo:
                self._grade.addWidget(Texto(titulo, peso=Peso.FORTE), 0, ordem)
        for linha, rotulo in enumerate(rotulos, start=1):
            self._por_linha(rotulo, linha, len(colunas))

    def mostrar(self, rotulo: str, *valores: str, cor: str = "texto") -> None:
        """Troca os valores de uma linha, um por coluna."""
        for campo, valor in zip(self._valores[rotulo], valores, strict=True):
            campo.setText(valor or VAZIO)
            campo.pintar_de(cor if valor else "texto3")
        self._rotulos[rotulo].setAccessibleDescription(", ".join(valores))

    def limpar(self) -> None:
        """Volta tudo ao traço."""
        for rotulo, campos in self._valores.items():
            self.mostrar(rotulo, *[""] * len(campos))

    def valor(self, rotulo: str, coluna: int = 0) -> str:
        """O que está escrito numa linha."""
        return self._valores[rotulo][coluna].text()

    def _por_linha(self, rotulo: str, linha: int, colunas: int) -> None:
        nome = Texto(rotulo, cor="texto2")
        self._grade.addWidget(nome, linha, 0, Qt.AlignmentFlag.AlignTop)
        self._rotulos[rotulo] = nome
        self._valores[rotulo] = []
        for coluna in range(1, colunas + 1):
            valor = Texto(VAZIO, cor="texto3", quebra=self._quebra)
            valor.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grade.addWidget(valor, linha, coluna, Qt.AlignmentFlag.AlignTop)
            self._valores[rotulo].append(valor)
