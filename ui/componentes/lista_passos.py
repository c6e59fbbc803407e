"""Os passos que um envio em andamento já cumpriu, um embaixo do outro."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.componentes.texto import Estado


class ListaPassos(QVBoxLayout):
    """Cresce a cada passo; `disposicao.esvaziar` a devolve ao começo."""

    def por(self, texto: str) -> None:
        """Acrescenta um passo cumprido."""
        self.addWidget(Estado("certo", texto, "ok", quebra=True))

    def textos(self) -> list[str]:
        """O que está escrito, em ordem."""
        itens = (self.itemAt(posicao) for posicao in range(self.count()))
        widgets = (item.widget() for item in itens if item is not None)
        return [widget.texto() for widget in widgets if isinstance(widget, Estado)]
